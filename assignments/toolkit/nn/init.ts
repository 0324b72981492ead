import { defaultGenerator, uniform } from '../random';
import { numel } from './tensor-data';

/**
 * The weights that PyTorch's Linear and Conv2d start with: `kaiming_uniform_(a=√5)` over `fanIn` inputs.
 * The default generator moves on at once, so that layers are drawn in the order they are built in.
 */
export function defaultWeight(shape: readonly number[], fanIn: number): () => Float32Array {
  const gain = Math.sqrt(2 / (1 + Math.sqrt(5) ** 2));
  const std = gain / Math.sqrt(fanIn);
  return lazyUniform(shape, Math.sqrt(3) * std);
}

/** The biases that PyTorch's Linear and Conv2d start with: uniform in ±1/√fanIn. */
export function defaultBias(shape: readonly number[], fanIn: number): () => Float32Array {
  return lazyUniform(shape, 1 / Math.sqrt(fanIn));
}

/** Every element `value`. */
export function constant(shape: readonly number[], value: number): () => Float32Array {
  return () => new Float32Array(numel(shape)).fill(value);
}

/** Numbers in ±bound that are worked out when they are first needed; most models are loaded before that. */
function lazyUniform(shape: readonly number[], bound: number): () => Float32Array {
  const words = defaultGenerator().reserve(numel(shape));
  return () => uniform(shape, -bound, bound, words);
}
