/** What suites and labs import as `boletim/suite`. */
import * as chai from 'chai';
import { PlainTensor, TENSOR_ARRAYS, type TensorDtype } from '../wire/plain';
import { tensorAssertions } from './chai-tensors';

chai.use(tensorAssertions as unknown as Chai.ChaiPlugin);
chai.config.truncateThreshold = 120;

/** chai's expect, with assertions on tensors. */
export const expect: Chai.ExpectStatic = chai.expect as unknown as Chai.ExpectStatic;

/** A tensor as data; inside an `evaluate` callback it is the lab's own tensor. Elements in row-major order. */
export function tensor(dtype: TensorDtype, shape: readonly number[], data: ArrayLike<number>): PlainTensor {
  return new PlainTensor(dtype, shape, TENSOR_ARRAYS[dtype].from(data));
}

export { suite } from './collect';
export { PlainTensor } from '../wire/plain';
export type { InputReference, SuiteTools, TestContext } from './collect';
export type { Diagnosis, LabDefinition, LabTools, SubmittedFunctions, TensorParts } from '../assignment/lab';
export type { RetrainNews, RetrainRequest } from '../assignment/retrain-lab';
export type { Tolerance } from './chai-tensors';
export type { Trace } from './trace';
