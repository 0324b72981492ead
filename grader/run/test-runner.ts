import * as chai from 'chai';
import Mocha from 'mocha';
import type { Observed } from '../diagnosis/evidence';
import { AuthorError, GraderFault } from '../errors';
import { passesCallback, SandboxEnded } from '../sandbox/host/failures';
import type { SandboxSession } from '../sandbox/host/session';
import type { CollectedTest } from '../suite/collect';
import { comparisonOf, type AssertionFailure } from '../suite/failed-comparison';
import { describeMistake, runBody } from '../suite/run-body';
import { EvaluateCalls, type CallLimits } from './evaluate-calls';
import { PASSED, outcome, type Outcome } from './outcome';

/** One test to run, and where its outcome goes. */
export interface RunnableTest {
  suiteTitle: string;
  /** The file of the submission that the test is about. */
  file: string;
  test: CollectedTest;
  timeoutSeconds: number;
  /** Its inputs are kept from sandboxes until it runs. */
  hidden?: boolean;
  openReference: CallLimits['openReference'];
  /** False when running it could change nothing any more. */
  wanted(): boolean;
  done(result: TestResult): void;
}

export interface TestResult {
  outcome: Outcome;
  durationMs: number;
  output: string;
  /** The course author's mistake that stopped the test, if one did. */
  authorError: string | null;
  /** What a test that failed saw; null for one that passed or did not run. */
  observed: Observed | null;
}

export interface RunContext {
  session: SandboxSession;
  submissionSeconds: number;
  outcomeOf(error: unknown): Outcome | null;
  onStart?(test: CollectedTest): void;
  /** How long a suite may wait for something else than evaluate() beyond its deadline. */
  graceMilliseconds?: number;
}

/** Beyond every deadline of ours: a suite that waits for something else than evaluate() does not hang for ever. */
const AUTHOR_GRACE_MILLISECONDS = 30_000;

/** Runs tests one after the other with mocha. Rejects with a GraderFault when the grader itself fails. */
export async function runTests(tests: RunnableTest[], context: RunContext): Promise<void> {
  const mocha = new Mocha({ reporter: class {} as never, timeout: 0 });
  const seconds = context.submissionSeconds;
  const submission = { seconds, deadline: performance.now() + seconds * 1000 };
  let fault: unknown;
  for (const runnable of tests) {
    const mochaTest = new Mocha.Test(runnable.test.id, async () => {
      if (fault !== undefined || !runnable.wanted()) return;
      try {
        await runOne(runnable, { ...context, submission });
      } catch (error) {
        fault = error;
      }
    });
    suiteOf(mocha, runnable.suiteTitle).addTest(mochaTest);
  }
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      runner.dispose();
      resolve();
    });
    // Tests above never fail for mocha: what does is an error that nobody caught, and not a submission's.
    runner.on('fail', (_, error: unknown) => {
      fault ??= error;
      runner.abort();
    });
  });
  if (fault !== undefined) throw fault;
}

function suiteOf(mocha: Mocha, title: string): Mocha.Suite {
  return mocha.suite.suites.find((suite) => suite.title === title) ?? Mocha.Suite.create(mocha.suite, title);
}

type TimedContext = RunContext & Pick<CallLimits, 'submission'>;

async function runOne(runnable: RunnableTest, context: TimedContext): Promise<void> {
  const { submission } = context;
  context.onStart?.(runnable.test);
  if (performance.now() >= submission.deadline) {
    const message = `the whole submission may take ${submission.seconds} s, and they were used up before this test`;
    return runnable.done({
      outcome: outcome('timed-out', message),
      durationMs: 0,
      output: '',
      authorError: null,
      observed: null,
    });
  }
  if (runnable.hidden) context.session.showHidden();
  const { fresh } = await context.session.ready();
  const { result, error } = await attempt(runnable, context);
  const ended = ['crashed', 'timed-out'].includes(result.outcome.status);
  const certain = fresh || !ended || endedItself(runnable, error, result);
  const repeat = !certain && performance.now() < submission.deadline;
  runnable.done(repeat ? (await attempt(runnable, context)).result : result);
}

/**
 * What an earlier test left running may have ended the process or kept it busy: alone with a new one, a test tells the
 * truth. No need for that where the test's own call led into its own file, and that called process.exit.
 */
function endedItself({ file }: RunnableTest, error: unknown, { outcome }: TestResult): boolean {
  const inCall = error instanceof SandboxEnded && passesCallback(error.stackOfExit);
  return inCall && outcome.location !== null && outcome.location.startsWith(`${file}:`);
}

async function attempt(
  runnable: RunnableTest,
  context: TimedContext,
): Promise<{ result: TestResult; error: unknown }> {
  const { session, submission } = context;
  await session.ready();
  session.takeOutput();
  const startedAt = performance.now();
  const calls = new EvaluateCalls({
    session,
    testSeconds: runnable.timeoutSeconds,
    submission,
    openReference: runnable.openReference,
  });
  const body = runBody(runnable.test.body, calls.context);
  const thrown = await failureOf(withGrace(body, calls, context.graceMilliseconds));
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
  context: RunContext,
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

async function withGrace(
  run: Promise<void>,
  calls: EvaluateCalls,
  graceMilliseconds = AUTHOR_GRACE_MILLISECONDS,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `the test still ran ${graceMilliseconds / 1000} s after its deadline; it waits for something other than evaluate()`;
    // The deadline moves while the reference works.
    const look = () => {
      const left = calls.deadline + graceMilliseconds - performance.now();
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
