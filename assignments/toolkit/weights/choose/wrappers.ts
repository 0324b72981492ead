/** What was taken off the names of tensors, and what they are called without it. */
export interface Unwrapped<T> {
  tensors: Map<string, T>;
  /** One sentence; null when the names stay as they are. */
  notice: string | null;
}

/** The names of tensors without what DataParallel, `torch.compile` and the like put into them. */
export function unwrapNames<T>(tensors: ReadonlyMap<string, T>): Unwrapped<T> {
  const taken = new Set<string>();
  let names = [...tensors].map(([name]) => ({ name, short: withoutInner(name, taken) }));
  for (;;) {
    const model = names.filter(({ short }) => !OF_THE_WRAPPER.has(short));
    if (model.length === 0 || !model.every(({ short }) => short.startsWith(MODULE))) break;
    names = model.map(({ name, short }) => ({ name, short: short.slice(MODULE.length) }));
    taken.add(MODULE);
  }
  const unwrapped = new Map(names.map(({ name, short }) => [short, tensors.get(name)!]));
  // Two tensors must not become one.
  if (taken.size === 0 || unwrapped.size < names.length) return { tensors: new Map(tensors), notice: null };
  const dropped = [...tensors.keys()].filter((name) => OF_THE_WRAPPER.has(name));
  const beside = dropped.length > 0 ? `; ${dropped.join(', ')} is not the model's and left out` : '';
  return {
    tensors: unwrapped,
    notice: `The ${taken.size > 1 ? 'prefixes' : 'prefix'} ${[...taken].join(' and ')} ${taken.size > 1 ? 'were' : 'was'} taken off the names${beside}.`,
  };
}

/** DataParallel's; before the name of every tensor. */
const MODULE = 'module.';

/** What wrappers put in the place where they wrap: `torch.compile`, activation checkpoints, FSDP. */
const INNER = ['_orig_mod.', '_checkpoint_wrapped_module.', '_fsdp_wrapped_module.'];

/** What AveragedModel counts. */
const OF_THE_WRAPPER = new Set(['n_averaged']);

function withoutInner(name: string, taken: Set<string>): string {
  return INNER.reduce((short, wrapper) => {
    // At a point only: a part of another word is none.
    const without = short.split(/(?<=\.)/).filter((part) => part !== wrapper);
    if (without.join('') !== short) taken.add(wrapper);
    return without.join('');
  }, name);
}
