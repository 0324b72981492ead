import type * as tf from '@tensorflow/tfjs-core';

import { panels } from './tasks';
import type { Workspace } from './workspace';

/** A filter from PyTorch's order [out, in, kernel, kernel] to [kernel, kernel, in, out]. */
export function toHwio(work: Workspace, { inputs: { x } }: { inputs: { x: tf.TensorInfo } }): tf.TensorInfo {
  const [outputs, channels, height, width] = x.shape;
  const result = work.tensor([height, width, channels, outputs]);
  work.run('arrangeFilter', panels(outputs), {
    ...{ from: work.at(x), to: work.at(result) },
    ...{ outputs, channels, taps: height * width },
  });
  return result;
}
