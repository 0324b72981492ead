import type { Module } from '../nn/module';
import type { StateDict } from '../nn/tensor-data';
import type { OnNotice } from './notices';

/**
 * The weights of a file, made sure to fit a model: all of its values are there in its shapes, and nothing else is. What
 * the names of a file begin with before the model's own, such as the `model.` of a LightningModule, is taken off. The
 * values are loaded into `model`.
 *
 * @param file what errors call the weights
 * @throws Error that names the file and what does not fit
 */
export function fitWeights(
  weights: StateDict,
  model: Module,
  { file, onNotice }: { file: string; onNotice: OnNotice },
): StateDict {
  const prefix = prefixOf(weights, model, file);
  if (prefix) onNotice(`${file}: The weights are those whose names begin with "${prefix}".`);
  const chosen = [...weights].filter(([name]) => name.startsWith(prefix));
  const fitting: StateDict = new Map(chosen.map(([name, value]) => [name.slice(prefix.length), value]));
  try {
    model.loadStateDict(fitting);
  } catch (cause) {
    throw new Error(`${file}: ${(cause as Error).message}\nName a file with the weights of this network`, {
      cause,
    });
  }
  return fitting;
}

function prefixOf(weights: StateDict, model: Module, file: string): string {
  const names = model.namedParameters().map(([name]) => name);
  if (names.length === 0 || names.some((name) => weights.has(name))) return '';
  const prefixes = [...weights.keys()]
    .filter((name) => name.endsWith(`.${names[0]}`))
    .map((name) => name.slice(0, -names[0].length))
    .filter((prefix) => names.every((name) => weights.has(prefix + name)));
  if (prefixes.length < 2) return prefixes[0] ?? '';
  const keys = prefixes.map((prefix) => prefix.slice(0, -1));
  throw new Error(
    `${file}: it has the weights of several networks, ${keys.join(', ')}. Choose one: FILE#${keys[0]}`,
  );
}
