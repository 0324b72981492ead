import type { TensorDifference } from '../report/report';
import type { PlainTensor } from '../wire/plain';
import { compareTensors } from './compare-tensors';
import { firstDifference, type TraceDifference, type TraceToFollow } from './trace';

/** The two values that a failed assertion compared. */
export interface FailedComparison {
  actual: unknown;
  expected: unknown;
  /** Whether two tensors of one shape are as close as the assertion demands. */
  isClose(a: PlainTensor, b: PlainTensor): boolean;
  /** What the assertion was told to call the actual value, like `X`. */
  label: string | null;
  /** Where the computation first went wrong, for an assertion that followed it. */
  trace?: TraceDifference | null;
}

/** What a failed tensor assertion carries for reports, besides its message. */
export interface TensorFailure {
  expectedText: string;
  actualText: string;
  difference: TensorDifference | null;
  /** Null for an assertion about a tensor's form alone. */
  comparison: FailedComparison | null;
  /** How to find out where the computation first went wrong, while the test may still ask for it. */
  toFollow?: TraceToFollow | undefined;
}

/** An error of chai's, with what it and our own assertions add to it. */
export type AssertionFailure = Error & {
  expected?: unknown;
  actual?: unknown;
  /** Whether the assertion compared two values at all: "to be a number" did not. */
  showDiff?: boolean;
  tensorFailure?: TensorFailure;
};

/** What a failed assertion compared; null for one that looked at a single value. */
export function comparisonOf(error: AssertionFailure): FailedComparison | null {
  if (error.tensorFailure) return error.tensorFailure.comparison;
  if (error.showDiff !== true) return null;
  const { actual, expected } = error;
  return { actual, expected, isClose: isEqual, label: labelOf(error.message) };
}

/** Finds out where a computation first went wrong, where a failed assertion was told how. */
export async function followTrace({ tensorFailure }: AssertionFailure): Promise<void> {
  const { comparison, toFollow } = tensorFailure ?? {};
  if (comparison && toFollow) comparison.trace = await firstDifference(toFollow);
}

/** The name that a suite gave to what it looks at: `X: expected …`. */
export function labelOf(message: string): string | null {
  return /^((?:(?!: expected ).)*): expected /s.exec(message)?.[1] ?? null;
}

function isEqual(a: PlainTensor, b: PlainTensor): boolean {
  return compareTensors(a, b).unequal === 0;
}
