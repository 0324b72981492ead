import Mocha from 'mocha';
import { AuthorError, GraderFault } from '../errors';
import { passesCallback, SandboxEnded } from '../sandbox/host/failures';
import type { SandboxSession } from '../sandbox/host/session';
import type { CollectedTest } from '../suite/collect';
import { describeMistake, runBody } from '../suite/run-body';
import { EvaluateCalls, type AskReference, type CallLimits } from './evaluate-calls';
import { PASSED, outcome, type Outcome } from './outcome';
import type { PlannedTest } from './plan';

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
}

export interface RunContext<Runnable extends RunnableTest = RunnableTest> {
  session: SandboxSession;
  submissionSeconds: number;
  outcomeOf(error: unknown): Outcome | null;
  /** Gives the way to the reference solution; throws an AuthorError where there is none. */
  openReference(test: Runnable): AskReference;
  /** False when running a test could change nothing any more. */
  isWanted?(test: Runnable, results: ReadonlyMap<Runnable, TestResult>): boolean;
  onStart?(test: CollectedTest): void;
  /** How long a suite may wait for something else than evaluate() beyond its deadline. */
  graceMilliseconds?: number;
}

/** Beyond every deadline of ours: a suite that waits for something else than evaluate() does not hang for ever. */
const AUTHOR_GRACE_MILLISECONDS = 30_000;

/**
 * Runs tests one after the other with mocha, and gives what each came to. Rejects with a GraderFault when the grader
 * itself fails.
 */
export async function runTests<Runnable extends RunnableTest>(
  tests: readonly Runnable[],
  context: RunContext<Runnable>,
): Promise<Map<Runnable, TestResult>> {
  const results = new Map<Runnable, TestResult>();
  const seconds = context.submissionSeconds;
  const submission = { seconds, deadline: performance.now() + seconds * 1000 };
  await runWithMocha(tests, async (runnable) => {
    if (context.isWanted?.(runnable, results) === false) return;
    const openReference = () => context.openReference(runnable);
    results.set(runnable, await runOne(runnable, { ...context, openReference, submission }));
  });
  return results;
}

/** Rejects with the first error of a test; those after it do not run. */
async function runWithMocha<Runnable extends RunnableTest>(
  tests: readonly Runnable[],
  run: (test: Runnable) => Promise<void>,
): Promise<void> {
  const mocha = new Mocha({ reporter: Mocha.reporters.Base, timeout: 0, bail: true });
  for (const runnable of tests) {
    const { title } = runnable.question;
    const suite = mocha.suite.suites.find((known) => known.title === title);
    (suite ?? Mocha.Suite.create(mocha.suite, title)).addTest(
      new Mocha.Test(runnable.test.title, () => run(runnable)),
    );
  }
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

type TimedContext = Omit<RunContext, 'openReference' | 'isWanted'> &
  Pick<CallLimits, 'submission' | 'openReference'>;

async function runOne(runnable: RunnableTest, context: TimedContext): Promise<TestResult> {
  const { submission } = context;
  context.onStart?.(runnable.test);
  if (performance.now() >= submission.deadline) {
    const message = `the whole submission may take ${submission.seconds} s, and they were used up before this test`;
    return { outcome: outcome('timed-out', message), durationMs: 0, output: '', authorError: null };
  }
  if (runnable.part.hidden) context.session.showHidden();
  const { fresh } = await context.session.ready();
  const { result, error } = await attempt(runnable, context);
  const ended = ['crashed', 'timed-out'].includes(result.outcome.status);
  const certain = fresh || !ended || endedItself(runnable, error, result);
  const repeat = !certain && performance.now() < submission.deadline;
  return repeat ? (await attempt(runnable, context)).result : result;
}

/**
 * What an earlier test left running may have ended the process or kept it busy: alone with a new one, a test tells the
 * truth. No need for that where the test's own call led into its own file, and that called process.exit.
 */
function endedItself({ question }: RunnableTest, error: unknown, { outcome }: TestResult): boolean {
  const inCall = error instanceof SandboxEnded && passesCallback(error.stackOfExit);
  return inCall && outcome.location !== null && outcome.location.startsWith(`${question.file}:`);
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
    openReference: context.openReference,
  });
  const body = runBody(runnable.test.body, calls.context);
  const thrown = await failureOf(withGrace(body, calls, context.graceMilliseconds));
  const forgotten = await calls.close();
  const error = forgotten ?? calls.failure ?? thrown;
  const durationMs = performance.now() - startedAt - calls.spentElsewhere;
  return { result: { ...judge(error, calls, context), durationMs, output: session.takeOutput() }, error };
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
