/** A dictionary of tensors somewhere in a checkpoint. */
export interface Found {
  /** The keys that lead to it. */
  path: readonly string[];
  entries: ReadonlyMap<unknown, unknown>;
}

/** What decides whether a value is a tensor, and how many dimensions it has: those of a pickle know no numbers yet. */
export type DimensionsOf = (value: unknown) => number | undefined;

/** All dictionaries that could be the weights of a network, outer ones first. */
export function findDictionaries(root: unknown, dimensionsOf: DimensionsOf): Found[] {
  const seen = new Set<unknown>();
  const found: Found[] = [];
  const look = (value: unknown, path: string[]): void => {
    if (typeof value !== 'object' || seen.has(value) || path.length > DEEPEST || isOptimizer(value)) return;
    seen.add(value);
    if (value instanceof Map && holdsWeights(value, dimensionsOf)) found.push({ path, entries: value });
    for (const [key, entry] of entriesOf(value)) look(entry, [...path, String(key)]);
  };
  look(root, []);
  return found;
}

/** Deeper than any checkpoint that is known. */
const DEEPEST = 6;

/** Of numbers alone, such as metrics, no network is made. */
function holdsWeights(value: ReadonlyMap<unknown, unknown>, dimensionsOf: DimensionsOf): boolean {
  return [...value.values()].some((entry) => (dimensionsOf(entry) ?? 0) > 0);
}

/** Its averages have the shapes of weights, and are none. */
function isOptimizer(value: unknown): boolean {
  return value instanceof Map && value.has('state') && value.has('param_groups');
}

function entriesOf(value: unknown): Iterable<[unknown, unknown]> {
  if (value instanceof Map) return value;
  return Array.isArray(value) ? value.entries() : [];
}
