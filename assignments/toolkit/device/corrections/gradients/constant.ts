import * as tf from '@tensorflow/tfjs-core';

import type { Slopes } from './gradient';

/** For what is flat wherever it can be differentiated, such as a comparison: zeros for every input. */
export function constant(kernelName: string, inputs: string[]): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: inputs,
    gradFunc: (_dy, saved): Slopes =>
      Object.fromEntries(inputs.map((name, i) => [name, () => tf.zeros(saved[i].shape)])),
  };
}

/** Numbers that a cast to whole numbers or truth values cuts off move nothing. */
export function cast(): tf.GradConfig {
  return {
    kernelName: tf.Cast,
    gradFunc: (dy, _saved, attributes): Slopes => {
      const isKept = (attributes as unknown as tf.CastAttrs).dtype === 'float32';
      return { x: () => (isKept ? tf.clone(dy as tf.Tensor) : tf.zerosLike(dy as tf.Tensor)) };
    },
  };
}

/** For what has a gradient that tfjs cannot compute: an error that says what to do. */
export function refused(kernelName: string, advice: string): tf.GradConfig {
  return {
    kernelName,
    gradFunc: () => {
      throw new Error(`TensorFlow.js has no gradient of ${kernelName}: ${advice}`);
    },
  };
}
