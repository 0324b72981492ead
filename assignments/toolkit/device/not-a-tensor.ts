import * as tf from '@tensorflow/tfjs-core';

/** What something is that stands where a tensor belongs, and what to do about it: `a promise: await it`. */
export function describeStranger(value: unknown): string {
  if (value === undefined) return 'undefined: something is missing, or a function has no return';
  if (value instanceof Promise) return 'a promise: await it';
  if (Array.isArray(value)) {
    const tensors = value.some((item) => item instanceof tf.Tensor);
    return `${tensors ? 'a pair or list of tensors: take it apart' : 'a list'} (of ${value.length})`;
  }
  if (value instanceof tf.Tensor)
    return `one tensor, ${value.dtype} [${value.shape.join(', ')}]: a list is written [a, b]`;
  if (typeof value === 'function') return `the function ${value.name}: call it with (…)`;
  // What JavaScript makes of tensors between its operators.
  if ((typeof value === 'string' && value.startsWith('Tensor')) || Number.isNaN(value))
    return `${typeof value === 'string' ? 'a text' : 'NaN'}: +, -, * and / do not compute with tensors, their methods do, such as add`;
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 60))}`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `of the class ${value.constructor?.name ?? 'Object'}`;
}
