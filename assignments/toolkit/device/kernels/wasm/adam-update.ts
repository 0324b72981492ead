import * as tf from '@tensorflow/tfjs-core';

import { NUMBER } from './tasks';
import { UNIT, widened, type Workspace } from './workspace';

interface Call {
  inputs: Record<'theta' | 'gradient' | 'm' | 'v', tf.TensorInfo>;
  attrs: { beta1: number; beta2: number; stepSize: number; root: number; eps: number };
}

/** A step of Adam in one pass over the parameter: the composed operations take twelve, each with memory of its own. */
export function adamUpdate(work: Workspace, { inputs, attrs }: Call): tf.TensorInfo[] {
  const count = tf.util.sizeFromShape(inputs.theta.shape);
  const whole = widened(count);
  const before = [inputs.theta, inputs.gradient, inputs.m, inputs.v].map((info) =>
    work.widen(work.at(info), 1, count),
  );
  const results = Array.from({ length: 3 }, () => work.tensor(inputs.theta.shape));
  const after = results.map((info) => (whole === count ? work.at(info) : work.take(whole * NUMBER)));
  const [theta, gradient, m, v] = before;
  const [nextTheta, nextM, nextV] = after;
  work.run('adam', Math.ceil(whole / UNIT), {
    ...{ theta, gradient, m, v, nextTheta, nextM, nextV, ...attrs },
    ...{ count: whole, countPerUnit: UNIT },
  });
  if (whole !== count) {
    results.forEach((info, i) => work.routines.copy(after[i], 0, 1, count * NUMBER, work.at(info), 0));
  }
  return results;
}
