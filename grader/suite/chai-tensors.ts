import type { TensorDifference } from '../report/report';
import { PlainTensor, type TensorDtype } from '../sandbox/wire/plain';
import { compareTensors, differenceOf, type Comparison } from './compare-tensors';
import { render, renderNumber } from './render';

/** How close is close enough; exactly one of the three. */
export type Tolerance =
  /** Largest Euclidean norm of the difference. */
  | { norm: number }
  /** The same, relative to the norm of what is expected. */
  | { relative: number }
  /** Largest absolute difference of one element. */
  | { absolute: number };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Chai {
    interface Assertion {
      /** The actual value is a tensor, with this dtype and shape when they are given. */
      tensor(form?: { dtype?: TensorDtype; shape?: readonly number[] }): Assertion;
      /** Same dtype, same shape, every element the same number. */
      equalTensor(expected: PlainTensor): Assertion;
      /** Same dtype and shape, and no further away than the tolerance. */
      closeToTensor(expected: PlainTensor, tolerance: Tolerance): Assertion;
    }
    interface TypeComparison {
      tensor(form?: { dtype?: TensorDtype; shape?: readonly number[] }): Assertion;
    }
    interface LanguageChains {
      closeToTensor(expected: PlainTensor, tolerance: Tolerance): Assertion;
    }
  }
}

/** What a failed tensor assertion carries for reports, besides its message. */
export interface TensorFailure {
  expectedText: string;
  actualText: string;
  difference: TensorDifference | null;
}

/** A chai plugin: assertions on tensors that crossed the wire. A value of any other form fails, it never throws. */
export function tensorAssertions(chai: Chai.ChaiStatic): void {
  const { Assertion, AssertionError } = chai;
  const fail = (assertion: Chai.AssertionStatic, message: string, failure: TensorFailure) => {
    const custom = chai.util.flag(assertion, 'message') as string | undefined;
    throw new AssertionError(custom ? `${custom}: ${message}` : message, { tensorFailure: failure });
  };

  Assertion.addMethod(
    'tensor',
    function (this: Chai.AssertionStatic, form: { dtype?: TensorDtype; shape?: readonly number[] } = {}) {
      const actual: unknown = this._obj;
      const problem = formProblem(actual, form);
      if (problem)
        fail(this, problem, { expectedText: renderForm(form), actualText: render(actual), difference: null });
    },
  );

  Assertion.addMethod('equalTensor', function (this: Chai.AssertionStatic, expected: PlainTensor) {
    const comparison = compare(this, expected);
    if (comparison.unequal > 0) {
      const total = expected.data.length;
      failComparison(this, `${comparison.unequal} of ${total} elements differ`, { expected, comparison });
    }
  });

  Assertion.addMethod(
    'closeToTensor',
    function (this: Chai.AssertionStatic, expected: PlainTensor, tolerance: Tolerance) {
      const comparison = compare(this, expected);
      const problem = toleranceProblem(comparison, tolerance);
      if (problem) failComparison(this, problem, { expected, comparison });
    },
  );

  function compare(assertion: Chai.AssertionStatic, expected: PlainTensor): Comparison {
    const actual: unknown = assertion._obj;
    const problem = formProblem(actual, expected);
    if (problem)
      fail(assertion, problem, {
        expectedText: render(expected),
        actualText: render(actual),
        difference: null,
      });
    return compareTensors(actual as PlainTensor, expected);
  }

  function failComparison(
    assertion: Chai.AssertionStatic,
    problem: string,
    { expected, comparison }: { expected: PlainTensor; comparison: Comparison },
  ): void {
    const actual = assertion._obj as PlainTensor;
    fail(assertion, `${problem}; ${describeLargest(actual, expected, comparison)}`, {
      expectedText: render(expected),
      actualText: render(actual),
      difference: differenceOf(actual, expected, comparison),
    });
  }
}

function formProblem(
  actual: unknown,
  form: { dtype?: TensorDtype; shape?: readonly number[] },
): string | null {
  if (!(actual instanceof PlainTensor)) return `expected a tensor, got ${render(actual)}`;
  if (form.shape && String(actual.shape) !== String(form.shape)) {
    return `expected shape [${form.shape.join(', ')}], got [${actual.shape.join(', ')}]`;
  }
  if (form.dtype && actual.dtype !== form.dtype) return `expected dtype ${form.dtype}, got ${actual.dtype}`;
  return null;
}

function toleranceProblem(comparison: Comparison, tolerance: Tolerance): string | null {
  const [measured, allowed, name] =
    'norm' in tolerance
      ? [comparison.norm, tolerance.norm, 'the norm of the difference']
      : 'relative' in tolerance
        ? [comparison.norm / (comparison.expectedNorm || 1), tolerance.relative, 'the relative difference']
        : [comparison.largest, tolerance.absolute, 'the largest difference'];
  return measured <= allowed ? null : `${name} is ${measured.toPrecision(3)}, allowed is ${allowed}`;
}

function describeLargest(actual: PlainTensor, expected: PlainTensor, comparison: Comparison): string {
  const index = comparison.at.reduce((position, at, axis) => position * expected.shape[axis]! + at, 0);
  const [wanted, got] = [expected.data[index]!, actual.data[index]!].map(renderNumber);
  return `largest difference ${comparison.largest.toPrecision(3)} at [${comparison.at.join(', ')}]: expected ${wanted}, got ${got}`;
}

function renderForm({ dtype, shape }: { dtype?: TensorDtype; shape?: readonly number[] }): string {
  return `a tensor${dtype ? ` of dtype ${dtype}` : ''}${shape ? ` of shape [${shape.join(', ')}]` : ''}`;
}
