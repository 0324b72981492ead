import type { LabDefinition, SubmittedFunctions, TensorParts } from '@boletim/grader/suite';
import * as toolkit from '@boletim/toolkit';
import * as tf from '@tensorflow/tfjs-core';
import type { scale } from './src/scale';

/** What suites work with: the toolkit and the submission's function. */
export type Lab = ReturnType<typeof createLab> & { readonly $tensor?: tf.Tensor };

function createLab(submission: SubmittedFunctions) {
  return { ...toolkit, scale: submission.function<typeof scale>('src/scale.ts', 'scale') };
}

export const lab: LabDefinition<Lab> = {
  start: async ({ device }) => ({ device: await toolkit.startDevice(device as toolkit.Device | 'auto') }),
  createLab,
  async toPlain(value) {
    if (!(value instanceof tf.Tensor)) return undefined;
    const { dtype, shape } = value;
    return { dtype, shape, data: await value.data() } as TensorParts;
  },
  fromPlain: ({ data, shape, dtype }) => tf.tensor(data, [...shape], dtype),
};
