/** What suites and labs import as `boletim/suite`. */
import * as chai from 'chai';
import type { Text } from '../report/languages';
import { PlainTensor, TENSOR_ARRAYS, type TensorDtype } from '../wire/plain';
import { tensorAssertions } from './chai-tensors';
import { labelFor } from './run-body';

chai.use(tensorAssertions as unknown as Chai.ChaiPlugin);
chai.config.truncateThreshold = 120;

/**
 * Begins an assertion: chai's `expect`, with assertions on tensors. It fails the test when what follows does not hold.
 *
 * @param value what the submission answered, as `evaluate` gave it
 * @param label what the value is called in a failure's message: a name of the code (`x`), or a text in both languages
 *
 * @example
 * const answer = await evaluate(({ doubleAll }) => doubleAll([1, 2]));
 * expect(answer, { en: 'the doubles', 'pt-BR': 'os dobros' }).to.deep.equal([2, 4]);
 */
export const expect: Chai.ExpectStatic & ((value: unknown, label?: Text) => Chai.Assertion) = Object.assign(
  (value: unknown, label?: Text) => chai.expect(value, label === undefined ? undefined : labelFor(label)),
  chai.expect as unknown as Chai.ExpectStatic,
);

/**
 * Makes a tensor as data, to pass to `evaluate` or to compare with. Inside a callback it is the lab's own tensor.
 *
 * @param dtype `float32`, `int32` or `bool`
 * @param shape the length of each dimension; `[]` for a single number
 * @param data the elements in row-major order
 *
 * @example
 * const x = tensor('float32', [2, 2], [1, 2, 3, 4]);
 * const back = await evaluate((_, { x }) => x, { x });
 * expect(back).to.equalTensor(x);
 */
export function tensor(dtype: TensorDtype, shape: readonly number[], data: ArrayLike<number>): PlainTensor {
  return new PlainTensor(dtype, shape, TENSOR_ARRAYS[dtype].from(data));
}

export { suite } from './collect';
export { PlainTensor } from '../wire/plain';
export type { InputReference, SuiteTools, TestBody, TestContext, TestOptions } from './suite-tools';
export type { SeededRandom } from './random';
export type { Diagnosis, LabDefinition, LabTools, SubmittedFunctions, TensorParts } from '../assignment/lab';
export type { RetrainNews, RetrainRequest } from '../assignment/retrain-lab';
export type { TensorAssertions, Tolerance } from './tensor-assertions';
export type { Trace } from './trace';
