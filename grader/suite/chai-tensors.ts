import { AuthorError } from '../errors';
import { PlainTensor, type TensorDtype } from '../wire/plain';
import { compareTensors, differenceOf, unravel, type Comparison } from './compare-tensors';
import type { TensorFailure } from './failed-comparison';
import type { Tolerance } from './tensor-assertions';
import type { TraceToFollow } from './trace';
import { render, renderNumber, renderTensor } from './render';

/**
 * A chai plugin: assertions on tensors that crossed the wire. A value of any other form fails, it never throws; that
 * goes for `not` as well, or a function that returns nothing would pass "differs from".
 */
export function tensorAssertions(chai: Chai.ChaiStatic): void {
  const { Assertion, AssertionError } = chai;
  // Other assertions' messages show a tensor in one line, too.
  Object.defineProperty(PlainTensor.prototype, Symbol.for('chai/inspect'), { value: inspectTensor });

  Assertion.addMethod('tensor', function (this: Chai.AssertionStatic, form: TensorForm = {}) {
    const problem = formProblem(this._obj, form);
    const texts = {
      expectedText: renderForm(form),
      actualText: render(this._obj),
      difference: null,
      comparison: null,
    };
    if (negated(this)) {
      if (!problem) fail(this, `expected anything but ${renderForm(form)}, got ${texts.actualText}`, texts);
    } else if (problem) fail(this, problem, texts);
  });

  Assertion.addMethod('trace', function (this: Chai.AssertionStatic, trace: TraceToFollow) {
    chai.util.flag(this, 'trace', trace);
  });

  Assertion.addMethod('equalTensor', function (this: Chai.AssertionStatic, expected: PlainTensor) {
    compare(this, expected, ({ unequal }) =>
      unequal === 0 ? null : `${unequal} of ${expected.data.length} elements differ`,
    );
  });

  Assertion.addMethod(
    'closeToTensor',
    function (this: Chai.AssertionStatic, expected: PlainTensor, tolerance: Tolerance) {
      compare(this, expected, (comparison) => toleranceProblem(comparison, tolerance));
    },
  );

  function compare(
    assertion: Chai.AssertionStatic,
    expected: PlainTensor,
    problemOf: (comparison: Comparison) => string | null,
  ): void {
    if (!(expected instanceof PlainTensor)) throw new AuthorError(noTensorToCompare(expected));
    const actual: unknown = assertion._obj;
    const texts = () => ({
      expectedText: render(expected),
      actualText: render(actual),
      difference: null,
      comparison: {
        actual,
        expected,
        isClose: (a: PlainTensor, b: PlainTensor) => problemOf(compareTensors(a, b)) === null,
        label: labelOf(assertion),
        trace: null,
      },
      toFollow: chai.util.flag(assertion, 'trace') as TraceToFollow | undefined,
    });
    const wrongForm = formProblem(actual, expected);
    if (wrongForm) {
      if (negated(assertion) && actual instanceof PlainTensor) return;
      fail(assertion, wrongForm, texts());
    }
    const comparison = compareTensors(actual as PlainTensor, expected);
    const problem = problemOf(comparison);
    if (negated(assertion)) {
      if (!problem) fail(assertion, `expected a tensor other than ${render(expected)}`, texts());
    } else if (problem) failComparison(assertion, problem, { ...texts(), expected, found: comparison });
  }

  function failComparison(
    assertion: Chai.AssertionStatic,
    problem: string,
    { expected, found, ...texts }: TensorFailure & { expected: PlainTensor; found: Comparison },
  ): never {
    const actual = assertion._obj as PlainTensor;
    const message = nanProblem(actual, expected) ?? `${problem}; ${describeLargest(actual, expected, found)}`;
    fail(assertion, message, { ...texts, difference: differenceOf(actual, expected, found) });
  }

  function fail(assertion: Chai.AssertionStatic, message: string, tensorFailure: TensorFailure): never {
    const custom = labelOf(assertion);
    throw new AssertionError(custom ? `${custom}: ${message}` : message, { tensorFailure });
  }

  function labelOf(assertion: Chai.AssertionStatic): string | null {
    return (chai.util.flag(assertion, 'message') as string | undefined) ?? null;
  }

  function negated(assertion: Chai.AssertionStatic): boolean {
    return chai.util.flag(assertion, 'negate') === true;
  }
}

interface TensorForm {
  dtype?: TensorDtype;
  shape?: readonly number[];
}

function inspectTensor(this: PlainTensor): string {
  return renderTensor(this);
}

function noTensorToCompare(expected: unknown): string {
  return `a tensor is compared with ${render(expected)}; pass a tensor: expected('name'), or tensor(dtype, shape, data)`;
}

function formProblem(actual: unknown, form: TensorForm): string | null {
  if (!(actual instanceof PlainTensor)) return `expected a tensor, got ${render(actual)}`;
  if (form.shape && String(actual.shape) !== String(form.shape)) {
    return `expected shape [${form.shape.join(', ')}], got [${actual.shape.join(', ')}]`;
  }
  if (form.dtype && actual.dtype !== form.dtype) return `expected dtype ${form.dtype}, got ${actual.dtype}`;
  return null;
}

function toleranceProblem(comparison: Comparison, tolerance: Tolerance): string | null {
  const { measured, allowed, name } = measure(comparison, tolerance);
  if (typeof allowed !== 'number' || !(allowed >= 0))
    throw new AuthorError(
      'closeToTensor() takes a tolerance: { norm }, { relative } or { absolute }, from 0',
    );
  return measured <= allowed ? null : `${name} is ${measured.toPrecision(3)}, allowed is ${allowed}`;
}

function measure({ norm, expectedNorm, largest }: Comparison, tolerance: Tolerance) {
  if ('norm' in tolerance)
    return { measured: norm, allowed: tolerance.norm, name: 'the norm of the difference' };
  if ('relative' in tolerance) {
    return {
      measured: norm / (expectedNorm || 1),
      allowed: tolerance.relative,
      name: 'the relative difference',
    };
  }
  return { measured: largest, allowed: tolerance.absolute, name: 'the largest difference' };
}

/** NaN spreads: how far it got says more than any norm. */
function nanProblem({ data, shape }: PlainTensor, expected: PlainTensor): string | null {
  let [count, first] = [0, -1];
  for (let index = 0; index < data.length; index += 1) {
    if (!Number.isNaN(data[index]!) || Number.isNaN(expected.data[index]!)) continue;
    count += 1;
    if (first < 0) first = index;
  }
  if (count === 0) return null;
  const at = `[${unravel(first, shape).join(', ')}]`;
  return `${count} of ${data.length} elements are NaN, the first at ${at}: expected ${renderNumber(expected.data[first]!)}`;
}

function describeLargest(actual: PlainTensor, expected: PlainTensor, comparison: Comparison): string {
  const index = comparison.at.reduce((position, at, axis) => position * expected.shape[axis]! + at, 0);
  const values = [expected.data[index]!, actual.data[index]!];
  const [wanted, got] = distinctTexts(values.map(renderNumber), values);
  return `largest difference ${comparison.largest.toPrecision(3)} at [${comparison.at.join(', ')}]: expected ${wanted}, got ${got}`;
}

/** Two numbers that differ only behind the digits shown are shown with all of them. */
function distinctTexts(texts: string[], values: number[]): string[] {
  return texts[0] === texts[1] ? values.map(String) : texts;
}

function renderForm({ dtype, shape }: TensorForm): string {
  return `a tensor${dtype ? ` of dtype ${dtype}` : ''}${shape ? ` of shape [${shape.join(', ')}]` : ''}`;
}
