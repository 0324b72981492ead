import * as tf from '@tensorflow/tfjs-core';

import { UNIT, widened, type Workspace } from './workspace';

interface Call {
  inputs: Record<'theta' | 'gradient' | 'm' | 'v', tf.TensorInfo>;
  attrs: { beta1: number; beta2: number; stepSize: number; root: number; eps: number };
}

/** A step of Adam in one pass over the parameter: the composed operations take twelve, each with memory of its own. */
export function adamUpdate(work: Workspace, { inputs, attrs }: Call): tf.TensorInfo[] {
  const shape = inputs.theta.shape;
  const count = tf.util.sizeFromShape(shape);
  const [theta, gradient, m, v] = [inputs.theta, inputs.gradient, inputs.m, inputs.v].map((info) =>
    work.widen(work.at(info), 1, count),
  );
  const results = [shape, shape, shape].map((each) => work.tensor(each));
  const addresses = results.map((info) => work.at(info));
  work.narrow(addresses, { rows: 1, columns: count }, ([nextTheta, nextM, nextV]) =>
    work.run('adam', Math.ceil(count / UNIT), {
      ...{ theta, gradient, m, v, nextTheta, nextM, nextV, ...attrs },
      ...{ count: widened(count), countPerUnit: UNIT },
    }),
  );
  return results;
}
