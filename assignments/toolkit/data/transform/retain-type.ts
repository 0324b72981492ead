import { prototypesOf } from './dispatch';

/**
 * Gives `result` the class of `input` when that is a subclass of its own: work on a TensorImage that came out
 * as a plain tensor is a TensorImage again. A result of an unrelated class keeps it.
 */
export function retainType(result: unknown, input: unknown): unknown {
  if (typeof result !== 'object' || result === null || result === input) return result;
  const [type, ...ancestors] = prototypesOf(input);
  const own = Object.getPrototypeOf(result);
  if (own === Object.prototype || !ancestors.includes(own)) return result;
  return Object.setPrototypeOf(result, type);
}
