import * as chai from 'chai';
import type { Observed } from '../diagnosis';
import { AuthorError, GraderFault } from '../errors';
import type { Lang, Text } from '../report/languages';
import { passesCallback, SandboxEnded } from '../sandbox/host/failures';
import type { SandboxSession } from '../sandbox/host/session';
import { comparisonOf, type AssertionFailure } from '../suite/failed-comparison';
import { describeMistake, runBody, type Reader } from '../suite/run-body';
import { EvaluateCalls, type AskReference, type CallLimits } from './evaluate-calls';
import { PASSED, outcome, type Outcome } from './outcome';
import type { PlannedTest } from './plan';
import { SubmissionTime } from './submission-time';

/** What of a planned test is needed to run it. */
export type RunnableTest = Pick<PlannedTest, 'test' | 'timeoutSeconds'> & {
  question: Pick<PlannedTest['question'], 'title' | 'file'>;
  part: Pick<PlannedTest['part'], 'hidden'>;
};

export interface TestResult {
  outcome: Outcome;
  durationMs: number;
  output: string;
  /** The course author's mistake that stopped the test, if one did. */
  authorError: string | null;
  /** What a test that failed saw; null for one that passed or did not run. */
  observed: Observed | null;
}

export interface RunContext<Runnable extends RunnableTest = RunnableTest> {
  session: SandboxSession;
  submissionSeconds: number;
  outcomeOf(error: unknown): Outcome | null;
  /** Gives the way to the reference solution; throws an AuthorError where there is none. */
  openReference(test: Runnable): AskReference;
  /** False when running a test could change nothing any more. */
  isWanted?(test: Runnable, results: ReadonlyMap<Runnable, TestResult>): boolean;
  onStart?(): void;
  /** The language of what assertions say; English by default. */
  lang?: Lang;
  /** Told what a test calls the values that it looks at. */
  onLabel?(test: Runnable, label: Text): void;
  /** How long a suite may wait for something else than evaluate() beyond its deadline. */
  graceMilliseconds?: number;
}

/** Beyond every deadline of ours: a suite that waits for something else than evaluate() does not hang for ever. */
const AUTHOR_GRACE_MILLISECONDS = 30_000;

/**
 * Runs tests one after the other with mocha, in the order given, and gives what each came to. Rejects with a GraderFault when the grader
 * itself fails.
 */
export async function runTests<Runnable extends RunnableTest>(
  tests: readonly Runnable[],
  context: RunContext<Runnable>,
): Promise<Map<Runnable, TestResult>> {
  const results = new Map<Runnable, TestResult>();
  const time = new SubmissionTime(tests, context.submissionSeconds);
  const hopeless = new Set<string>();
  await runWithMocha(tests, async (runnable) => {
    if (context.isWanted?.(runnable, results) === false) return;
    const { lang = 'en', onLabel } = context;
    const own = {
      openReference: () => context.openReference(runnable),
      reader: { lang, onLabel: (label: Text) => onLabel?.(runnable, label) },
    };
    results.set(runnable, await runOne(runnable, { ...context, ...own, time: time.of(runnable), hopeless }));
  });
  return results;
}

/** It takes a while, so it is done where the sandbox is already on its way. */
export async function loadMocha() {
  return (await import('mocha')).default;
}

/** Rejects with the first error of a test; those after it do not run. */
async function runWithMocha<Runnable extends RunnableTest>(
  tests: readonly Runnable[],
  run: (test: Runnable) => Promise<void>,
): Promise<void> {
  const Mocha = await loadMocha();
  const mocha = new Mocha({ reporter: Mocha.reporters.Base, timeout: 0, bail: true });
  // In one suite, for mocha runs what two of the same name hold together: hidden tests would come before public ones.
  for (const runnable of tests) mocha.suite.addTest(new Mocha.Test(runnable.test.title, () => run(runnable)));
  let fault: { error: unknown } | undefined;
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      runner.dispose();
      resolve();
    });
    // What fails for mocha is the grader, or an error that nobody caught; never a submission.
    runner.on('fail', (_, error: unknown) => {
      fault ??= { error };
      runner.abort();
    });
  });
  if (fault) throw fault.error;
}

type TimedContext = Omit<RunContext, 'openReference' | 'isWanted' | 'lang' | 'onLabel'> &
  Pick<CallLimits, 'time' | 'openReference'> & {
    reader: Reader;
    /** Files whose tests have ended a sandbox twice: of their next tests, once is believed. */
    hopeless: Set<string>;
  };

async function runOne(runnable: RunnableTest, context: TimedContext): Promise<TestResult> {
  const { time } = context;
  context.onStart?.();
  if (time.left() <= 0) {
    const message = `the whole submission may take ${time.seconds} s, and what other files leave of it was used up before this test`;
    const ended = outcome('timed-out', message);
    return { outcome: ended, durationMs: 0, output: '', authorError: null, observed: null };
  }
  if (runnable.part.hidden) context.session.showHidden();
  const { fresh } = await context.session.ready();
  const first = await attempt(runnable, context);
  const isCertain =
    !endedSandbox(first) ||
    endedItself(runnable, first) ||
    (fresh && context.hopeless.has(runnable.question.file));
  if (isCertain || time.left() <= 0) return first.result;
  const second = await attempt(runnable, context);
  if (endedSandbox(second)) context.hopeless.add(runnable.question.file);
  return second.result;
}

interface Attempt {
  result: TestResult;
  error: unknown;
}

/**
 * A timeout or a crash is tried once more before it costs points, alone with a new process: an earlier test may have
 * left something running, or the machine may have had no memory or no time for this one.
 */
function endedSandbox({ result }: Attempt): boolean {
  return ['crashed', 'timed-out'].includes(result.outcome.status);
}

/** No need for that where the test's own call led into its own file, and that called process.exit. */
function endedItself({ question }: RunnableTest, { error, result: { outcome } }: Attempt): boolean {
  const inCall = error instanceof SandboxEnded && passesCallback(error.stackOfExit);
  return inCall && outcome.location !== null && outcome.location.startsWith(`${question.file}:`);
}

async function attempt(runnable: RunnableTest, context: TimedContext): Promise<Attempt> {
  const { session, time } = context;
  await session.ready();
  session.takeOutput();
  const startedAt = performance.now();
  const calls = new EvaluateCalls({
    session,
    testSeconds: runnable.timeoutSeconds,
    time,
    openReference: context.openReference,
  });
  const body = runBody(runnable.test.body, calls.context, context.reader);
  const { graceMilliseconds = AUTHOR_GRACE_MILLISECONDS } = context;
  const milliseconds = runnable.timeoutSeconds * 1000 + graceMilliseconds;
  const thrown = await failureOf(withDeadline(body, calls, { startedAt, milliseconds, graceMilliseconds }));
  const forgotten = await calls.close();
  const error = forgotten ?? calls.failure ?? thrown;
  const durationMs = performance.now() - startedAt - calls.spentElsewhere;
  const judged = judge(error, calls, context);
  const observed = isFailure(judged.outcome) ? { calls: calls.results, comparison: comparedBy(error) } : null;
  return { result: { ...judged, durationMs, output: session.takeOutput(), observed }, error };
}

function isFailure({ status }: Outcome): boolean {
  return status !== 'passed' && status !== 'skipped' && status !== 'not-implemented';
}

function comparedBy(error: unknown): Observed['comparison'] {
  return error instanceof chai.AssertionError ? comparisonOf(error as AssertionFailure) : null;
}

function judge(
  error: unknown,
  calls: EvaluateCalls,
  context: Pick<RunContext, 'outcomeOf'>,
): Pick<TestResult, 'outcome' | 'authorError'> {
  if (error instanceof GraderFault) throw error;
  // Before the first call nothing of the student has run: what fails there is the suite.
  const studentOutcome = error === undefined || calls.count === 0 ? null : context.outcomeOf(error);
  if (studentOutcome) return { outcome: studentOutcome, authorError: null };
  if (error === undefined && calls.count > 0) return { outcome: PASSED, authorError: null };
  const mistake =
    error === undefined
      ? 'the test never calls evaluate(), so it says nothing about the submission'
      : describeMistake(error);
  return {
    outcome: outcome('skipped', 'could not be graded: the course has to correct this test'),
    authorError: mistake,
  };
}

async function failureOf(run: Promise<void>): Promise<unknown> {
  try {
    await run;
    return undefined;
  } catch (error) {
    return error ?? new AuthorError('the test threw nothing at all');
  }
}

interface AuthorDeadline {
  startedAt: number;
  /** What a suite may take besides its calls. */
  milliseconds: number;
  graceMilliseconds: number;
}

async function withDeadline(
  run: Promise<void>,
  calls: EvaluateCalls,
  { startedAt, milliseconds, graceMilliseconds }: AuthorDeadline,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `the test still ran ${graceMilliseconds / 1000} s after its deadline; it waits for something other than evaluate()`;
    const look = () => {
      const left = milliseconds - (performance.now() - startedAt - calls.spentInCalls);
      if (left <= 0) reject(new AuthorError(message));
      else timer = setTimeout(look, left);
    };
    look();
  });
  try {
    await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}
