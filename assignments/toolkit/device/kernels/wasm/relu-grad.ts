import * as tf from '@tensorflow/tfjs-core';

import { UNIT, widened, type Workspace } from './workspace';

/** {dy, y} with y = relu(x) to dx. */
export function reluGrad(
  work: Workspace,
  { inputs }: { inputs: Record<'dy' | 'y', tf.TensorInfo> },
): tf.TensorInfo {
  const count = tf.util.sizeFromShape(inputs.y.shape);
  const [dy, y] = [inputs.dy, inputs.y].map((info) => work.widen(work.at(info), 1, count));
  const result = work.tensor(inputs.y.shape);
  work.narrow([work.at(result)], { rows: 1, columns: count }, ([dx]) =>
    work.run('reluGradient', Math.ceil(count / UNIT), {
      ...{ dy, y, dx, countPerUnit: UNIT },
      count: widened(count),
    }),
  );
  return result;
}
