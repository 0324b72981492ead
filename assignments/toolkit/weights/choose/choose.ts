import type { OnNotice } from '../notices';
import { findDictionaries, type DimensionsOf, type Found } from './find';
import { follow } from './follow';
import { pick } from './pick';
import { unwrapNames } from './wrappers';

/** How a kind of file presents its values. */
export interface Choice {
  key?: string | undefined;
  dimensionsOf: DimensionsOf;
  /** What a value is, in words. */
  kindOf(value: unknown): string;
  onNotice: OnNotice;
}

/**
 * The tensors of a network in whatever a checkpoint holds, by their names.
 *
 * @throws Error when there are none, or several such dictionaries and no word about which
 */
export function chooseTensors(root: unknown, choice: Choice): Map<string, unknown> {
  const scope = scopeOf(root, choice);
  const candidates = findDictionaries(scope, choice.dimensionsOf);
  const chosen = choose(candidates, scope, choice);
  if (chosen.path.length > 0) choice.onNotice(whereIs(chosen, { scope, choice }));
  const { tensors, notice } = unwrapNames(tensorsOf(chosen, choice));
  if (notice) choice.onNotice(notice);
  return tensors;
}

function scopeOf(root: unknown, choice: Choice): unknown {
  const { key, kindOf } = choice;
  if (key === undefined) return root;
  const scope = follow(root, key) ?? follow(namesInside(root, choice), key);
  if (scope !== undefined) return scope;
  const has =
    root instanceof Map
      ? `it has ${listed([...root.keys()].map((name) => called(name, choice)))}`
      : `it is ${kindOf(root)}`;
  throw new Error(`no state dict: it has no "${key}"; ${has}`);
}

/** What a person calls the names of is what they were told: found in the checkpoint, without prefixes of wrappers. */
function namesInside(root: unknown, { dimensionsOf }: Choice): unknown {
  const found = pick(findDictionaries(root, dimensionsOf), dimensionsOf);
  if (!found) return undefined;
  const named = [...found.entries].filter(([name]) => typeof name === 'string') as [string, unknown][];
  return unwrapNames(new Map(named)).tensors;
}

function choose(candidates: Found[], scope: unknown, choice: Choice): Found {
  const found = pick(candidates, choice.dimensionsOf);
  if (found) return found;
  if (candidates.length === 0) return scalarsOnly(scope, choice) ?? fail(none(scope, choice));
  const names = candidates.filter(({ path }) => path.length > 0).map(({ path }) => path.join('.'));
  throw new Error(
    `no state dict: it has several, ${listed(names)}. Choose one: with the option { key: '${names[0]}' }, ` +
      `or in RETRAIN_WEIGHTS and --retrain-weights as FILE#${names[0]}`,
  );
}

/** A network may be as small as one number, and a state dict empty; but nobody looks for those. */
function scalarsOnly(scope: unknown, { dimensionsOf }: Choice): Found | undefined {
  if (!(scope instanceof Map)) return undefined;
  const fits = scope.size === 0 || [...scope.values()].every((value) => dimensionsOf(value) !== undefined);
  return fits ? { path: [], entries: scope } : undefined;
}

function none(scope: unknown, choice: Choice): string {
  const { key, kindOf } = choice;
  const where = key === undefined ? 'it' : `its "${key}"`;
  const advice = 'In Python, save the state dict: torch.save(model.state_dict(), path)';
  if (Array.isArray(scope) && scope.length > 0)
    return `no state dict: ${where} is a list of ${listed([...new Set(scope.map(kindOf))])}, expected a dictionary of tensors. ${advice}`;
  if (!(scope instanceof Map) || scope.size === 0)
    return `no state dict: ${where} is ${kindOf(scope)}, expected a dictionary of tensors. ${advice}`;
  const has = listed([...scope].map(([name, value]) => `${called(name, choice)} (${kindOf(value)})`));
  return `no state dict: ${where} has no tensors of a network but ${has}. ${advice}`;
}

function fail(message: string): never {
  throw new Error(message);
}

function whereIs({ path }: Found, { scope, choice }: { scope: unknown; choice: Choice }): string {
  const keys = scope instanceof Map ? [...scope.keys()].map((key) => called(key, choice)) : [];
  const beside = keys.filter((key) => key !== path[0]);
  const others = beside.length > 0 ? `, beside ${listed(beside)}` : '';
  return `The weights are its "${path.join('.')}"${others}.`;
}

function tensorsOf({ entries }: Found, choice: Choice): Map<string, unknown> {
  const { dimensionsOf, kindOf, onNotice } = choice;
  const all = [...entries];
  const tensors = all.filter(([, value]) => dimensionsOf(value) !== undefined);
  const others = all.filter(([, value]) => dimensionsOf(value) === undefined);
  if (others.length > 0) {
    const names = others.map(([name, value]) => `${called(name, choice)} (${kindOf(value)})`);
    onNotice(`Left out, as they are no tensors: ${listed(names)}.`);
  }
  const named = new Map(tensors.map(([name, value]) => [nameOf(name, choice), value]));
  if (named.size === tensors.length) return named;
  throw new Error('no state dict: it has a number and a text of the same name. Rename one');
}

/** The name of a tensor: text, or an integer as it is written. Anything else in its place has no text of its own here. */
function nameOf(name: unknown, { kindOf }: Choice): string {
  if (typeof name === 'string') return name;
  if (typeof name === 'bigint' || Number.isInteger(name)) return String(name);
  throw new Error(
    `no state dict: the name of a tensor is ${kindOf(name)}, expected text. ` +
      'In Python, save {str(name): x for name, x in state_dict.items()}',
  );
}

/** A key as messages show it. */
function called(key: unknown, { kindOf }: Choice): string {
  return typeof key === 'object' && key !== null ? kindOf(key) : String(key);
}

function listed(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return names.slice(0, SHOWN).join(', ') + more;
}

const SHOWN = 8;
