import type * as tf from '@tensorflow/tfjs-core';

/** From a label to its tensor, such as `'cat'` to [1, 0]. */
export type LabelToTensor = ReadonlyMap<string, tf.Tensor>;
