import * as chai from 'chai';
import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import type { Lang } from '../report/lang';
import type { TensorDifference, TestStatus } from '../report/report';
import { passesCallback, SandboxEnded, StudentError } from '../sandbox/host/failures';
import { comparisonSentence } from '../suite/comparison-sentence';
import { labelOf, type AssertionFailure } from '../suite/failed-comparison';
import { render } from '../suite/render';
import type { Problems } from './compiled-submission';
import { assertionSentence, errorSentence, isMissingModule, resultSentence } from './student-sentences';

interface OutcomeContext {
  assignment: Assignment;
  problems: Problems;
  /** In what language an error speaks that knows several; English by default. */
  lang?: Lang;
}

/** How a test ended, as far as the student is concerned. */
export interface Outcome {
  status: TestStatus;
  message: string | null;
  expected: string | null;
  actual: string | null;
  location: string | null;
  difference: TensorDifference | null;
  /** The file itself cannot be used: a test's hint about the function would only mislead. */
  beforeRunning?: true;
}

const NOTHING: Omit<Outcome, 'status' | 'message'> = {
  expected: null,
  actual: null,
  location: null,
  difference: null,
};

export const PASSED: Outcome = { ...NOTHING, status: 'passed', message: null };

/** An outcome that did not come from running a test. */
export function outcome(status: TestStatus, message: string): Outcome {
  return { ...NOTHING, status, message };
}

/**
 * Tells whose failure an error is: the student's becomes an outcome; for anything else the result is null, and the
 * caller must not blame the student.
 */
export function outcomeOf(error: unknown, context: OutcomeContext): Outcome | null {
  if (error instanceof SandboxEnded) {
    const location = studentLocation(error.stackOfExit, context.assignment);
    return { ...outcome(error.how, error.message), location };
  }
  if (error instanceof StudentError) return studentOutcome(error, context);
  if (error instanceof chai.AssertionError) return failedAssertion(error as AssertionFailure);
  return null;
}

function failedAssertion(error: AssertionFailure): Outcome {
  const { tensorFailure } = error;
  if (tensorFailure) {
    const { expectedText, actualText, difference } = tensorFailure;
    return {
      ...NOTHING,
      status: 'failed',
      message: assertionSentence(error.message),
      expected: expectedText,
      actual: actualText,
      difference,
    };
  }
  const compared = error.showDiff === true && !error.message.includes(' not ');
  const label = labelOf(error.message);
  const sentence = `${label ? `${label}: ` : ''}${comparisonSentence(error.expected, error.actual)}`;
  return {
    ...NOTHING,
    status: 'failed',
    message: assertionSentence(compared ? sentence : error.message),
    expected: compared ? render(error.expected) : null,
    actual: compared ? render(error.actual) : null,
  };
}

function studentOutcome({ error }: StudentError, context: OutcomeContext): Outcome {
  const location = studentLocation(error.stack, context.assignment);
  if (error.kind === 'file') return brokenFile(error.message, context);
  if (error.kind === 'result') return outcome('failed', resultSentence(error.message));
  if (error.message === 'NotImplemented') {
    const file = location?.split(':')[0] ?? 'the function';
    return { ...outcome('not-implemented', `${file} is not written yet`), location };
  }
  const message = (context.lang === 'pt-BR' && error['pt-BR']) || error.message;
  return { ...threw({ ...error, message }, location), location };
}

function threw(error: StudentError['error'], location: string | null): Outcome {
  const sentence = errorSentence({
    ...error,
    own: throwsItself(error, location),
    ours: courseThrows(error, location),
  });
  const unread = location === null && error.name === 'SyntaxError';
  if (unread || isMissingModule(error)) return { ...outcome('failed', sentence), beforeRunning: true };
  return outcome('failed', threwInTest(error, location) ? unusable(sentence) : sentence);
}

function throwsItself({ stack }: StudentError['error'], location: string | null): boolean {
  return location !== null && throwingFrame(stack).includes(location);
}

/** The lab or the toolkit: neither the student's file, nor the test's callback, nor a library that they use. */
function courseThrows(error: StudentError['error'], location: string | null): boolean {
  const frame = throwingFrame(error.stack);
  return /[\\/][^\\/]+\.[jt]s:\d/.test(frame) && !OF_OTHERS.test(frame) && !throwsItself(error, location);
}

const OF_OTHERS = /node:|node_modules[\\/](?!@boletim[\\/]|\.cache[\\/])/;

function throwingFrame(stack: string): string {
  const line = stack.split('\n').find((line) => line.trimStart().startsWith('at '));
  return (line ?? '').slice(0, 1000);
}

/** Nothing of the student's is on the stack and the callback's own line is: it tripped over what it was given. */
function threwInTest({ stack }: StudentError['error'], location: string | null): boolean {
  return location === null && passesCallback(stack);
}

function unusable(sentence: string): string {
  return `the test cannot use what your function gives back (${sentence})`;
}

function brokenFile(
  message: string,
  { assignment, problems }: { assignment: Assignment; problems: Problems },
): Outcome {
  const file = assignment.spec.files.find((candidate) => message.startsWith(`${candidate} `));
  const problem = file === undefined ? undefined : problems.broken.get(file);
  if (problem) return { ...outcome('failed', problem), beforeRunning: true };
  if (file && problems.missing.includes(file))
    return outcome('not-implemented', `${file} is not in the submission`);
  return { ...outcome('failed', message), beforeRunning: true };
}

/** The innermost line of a stack that lies in one of the student's files, like `src/freeze.ts:12:5`. */
function studentLocation(stack: string, assignment: Assignment): string | null {
  for (const line of stack.split('\n').slice(0, 50)) {
    const match = /(?<![^\s()])([^\s()]+\.ts):(\d{1,6}):(\d{1,6})\)?\s*$/.exec(line.slice(0, 2000));
    const file = match
      ? path
          .relative(assignment.folder, match[1]!.replace(/^file:\/\//, ''))
          .split(path.sep)
          .join('/')
      : '';
    if (assignment.spec.files.includes(file)) return `${file}:${match![2]}:${match![3]}`;
  }
  return null;
}
