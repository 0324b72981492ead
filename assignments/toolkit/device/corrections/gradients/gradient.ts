import * as tf from '@tensorflow/tfjs-core';

/** What a gradient is computed from; tfjs hands over the tensors that it was told to save, in that order. */
export type Dy = tf.Tensor | tf.Tensor[];
export type Inputs = Record<string, tf.Tensor>;
/** One function for each input: tfjs calls only those that are needed. */
export type Slopes = Record<string, () => tf.Tensor>;

/**
 * The gradient of a kernel by way of the same function composed of others that have right gradients. Computed once
 * more, and only there: forward, the device's own kernel runs.
 *
 * @param inputs the names of the kernel's inputs that have a gradient, then of those that it only needs
 */
export function through<A>(
  kernelName: string,
  [varied, needed = []]: [string[], string[]?],
  compose: (inputs: Inputs, attributes: A) => tf.Tensor,
): tf.GradConfig {
  const names = [...varied, ...needed];
  return {
    kernelName,
    inputsToSave: names,
    gradFunc: (dy, saved, attributes) => {
      const inputs = Object.fromEntries(names.map((name, i) => [name, saved[i]]));
      const slope = (name: string) => (): tf.Tensor =>
        slopeOf(
          (x) => compose({ ...inputs, [name]: x }, attributes as unknown as A),
          inputs[name],
          first(dy),
        );
      const unvaried = (name: string) => (): tf.Tensor => tf.zeros(inputs[name].shape);
      return Object.fromEntries([
        ...varied.map((name) => [name, slope(name)]),
        ...needed.map((name) => [name, unvaried(name)]),
      ]) as Slopes;
    },
  };
}

/** A kernel of several outputs has a gradient by the first of them here: the others are indices. */
function first(dy: Dy): tf.Tensor {
  return [dy].flat()[0];
}

/** The gradient of `f` at `x` while another gradient is being computed, whose tape tfjs would lose. */
export function slopeOf(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  const { state } = tf.engine();
  const { activeTape } = state;
  try {
    return tf.grad(f)(x, dy);
  } finally {
    state.activeTape = activeTape;
  }
}

/** `dy`, summed over the axes along which an input of this shape was repeated. */
export function sumTo(dy: tf.Tensor, shape: number[]): tf.Tensor {
  const extra = dy.rank - shape.length;
  const axes = dy.shape.flatMap((length, i) => (i < extra || shape[i - extra] < length ? [i] : []));
  return axes.length > 0 ? tf.reshape(tf.sum(dy, axes), shape) : dy;
}
