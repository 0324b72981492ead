import type { DimensionsOf, Found } from './find';

/** The dictionary that is meant when nobody says which; undefined when it could be several. */
export function pick(candidates: readonly Found[], dimensionsOf: DimensionsOf): Found | undefined {
  const known = candidates.filter(({ path }) => KNOWN.has(path.at(-1) ?? ''));
  if (candidates.length === 1) return candidates[0];
  if (known.length === 1) return known[0];
  if (known.length > 1) return undefined;
  const networks = candidates.filter((found) => holdsMatrix(found, dimensionsOf));
  return networks.length === 1 ? networks[0] : candidates.find(({ path }) => path.length === 0);
}

/** What the weights are called that one trains on with, beside averages of them and the like. */
const KNOWN = new Set(['state_dict', 'model_state_dict', 'model', 'net', 'network', 'weights']);

/** The states of random generators, histories and statistics of images are vectors, of which no network is made. */
function holdsMatrix({ entries }: Found, dimensionsOf: DimensionsOf): boolean {
  return [...entries.values()].some((value) => (dimensionsOf(value) ?? 0) > 1);
}
