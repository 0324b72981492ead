import * as tf from '@tensorflow/tfjs-core';

import { sumTo, type Slopes } from './gradient';

/** max(a, b): where they are equal, half of the gradient goes to each, as in PyTorch. */
export function extremeOfTwo(kernelName: string, isChosen: typeof tf.greater): tf.GradConfig {
  const share = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
    tf.add(tf.cast(isChosen(a, b), 'float32'), tf.mul(tf.cast(tf.equal(a, b), 'float32'), 0.5));
  return {
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]): Slopes => ({
      a: () => sumTo(tf.mul(dy as tf.Tensor, share(a, b)), a.shape),
      b: () => sumTo(tf.mul(dy as tf.Tensor, share(b, a)), b.shape),
    }),
  };
}

/** The gradient that tfjs has, with what it forgets for an input that was repeated along some axes. */
export function summed(own: tf.GradConfig): tf.GradConfig {
  const gradFunc: tf.GradFunc = (dy, saved, attributes) => {
    const slopes = own.gradFunc(dy, saved, attributes) as Slopes;
    const shapes = Object.fromEntries(own.inputsToSave!.map((name, i) => [name, saved[i].shape]));
    return Object.fromEntries(
      Object.entries(slopes).map(([name, slope]) => [name, () => sumTo(slope(), shapes[name])]),
    );
  };
  return { ...own, gradFunc };
}

/** |x| at zero is flat, as in PyTorch. */
export function absolute(): tf.GradConfig {
  return {
    kernelName: tf.Abs,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]): Slopes => ({ x: () => tf.mul(dy as tf.Tensor, tf.sign(x)) }),
  };
}

/** min(max(x, 0), 6) is flat at both corners, as in PyTorch. */
export function cornered(): tf.GradConfig {
  return {
    kernelName: tf.Relu6,
    inputsToSave: ['x'],
    gradFunc: (dy, [x]): Slopes => ({
      x: () => tf.mul(dy as tf.Tensor, tf.cast(tf.logicalAnd(tf.greater(x, 0), tf.less(x, 6)), 'float32')),
    }),
  };
}
