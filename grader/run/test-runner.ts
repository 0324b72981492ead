import Mocha from 'mocha';
import type { Plain } from '../sandbox/wire/plain';
import type { SandboxSession } from '../sandbox/host/session';
import type { CollectedTest, TestContext } from '../suite/collect';
import { callbackSource } from '../suite/free-variables';
import { AuthorError, GraderFault, messageOf } from '../errors';
import { PASSED, outcome, type Outcome } from './outcome';

/** One test to run, and where its outcome goes. */
export interface RunnableTest {
  suiteTitle: string;
  test: CollectedTest;
  timeoutSeconds: number;
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
}

export interface RunContext {
  session: SandboxSession;
  submissionSeconds: number;
  outcomeOf(error: unknown): Outcome | null;
  onStart?(test: CollectedTest): void;
}

/** Beyond every deadline of ours: a suite that waits for something else than evaluate() does not hang for ever. */
const AUTHOR_GRACE_MILLISECONDS = 30_000;

/** Runs tests one after the other with mocha. Rejects with a GraderFault when the grader itself fails. */
export async function runTests(tests: RunnableTest[], context: RunContext): Promise<void> {
  const mocha = new Mocha({ reporter: class {} as never, timeout: 0 });
  const deadline = performance.now() + context.submissionSeconds * 1000;
  let fault: unknown;
  for (const runnable of tests) {
    const mochaTest = new Mocha.Test(runnable.test.title, async () => {
      if (fault !== undefined || !runnable.wanted()) return;
      try {
        await runOne(runnable, { ...context, deadline });
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

async function runOne(runnable: RunnableTest, context: RunContext & { deadline: number }): Promise<void> {
  const { test } = runnable;
  context.onStart?.(test);
  if (performance.now() >= context.deadline) {
    const message = `the whole submission may take ${context.submissionSeconds} s, and they were used up before this test`;
    return runnable.done({
      outcome: outcome('timed-out', message),
      durationMs: 0,
      output: '',
      authorError: null,
    });
  }
  await context.session.ready();
  context.session.takeOutput();
  const startedAt = performance.now();
  const calls = new EvaluateCalls(runnable, context);
  const error = await failureOf(withGrace(test.body({ evaluate: calls.evaluate }), runnable.timeoutSeconds));
  runnable.done({
    ...judge(calls.failure ?? error, calls, context),
    durationMs: performance.now() - startedAt,
    output: context.session.takeOutput(),
  });
}

/** A call into student code that failed decides the test, whatever the suite did about it. */
class EvaluateCalls {
  failure: unknown;
  count = 0;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly deadline: number;

  constructor(
    private readonly runnable: RunnableTest,
    private readonly context: RunContext & { deadline: number },
  ) {
    this.deadline = performance.now() + runnable.timeoutSeconds * 1000;
  }

  readonly evaluate = (async (callback: (...parameters: never[]) => unknown, argument?: unknown) => {
    const source = callbackSource(callback);
    this.count += 1;
    const answer = this.queue.then(() => this.call(source, argument));
    this.queue = answer.catch(() => {});
    return answer;
  }) as unknown as TestContext<unknown>['evaluate'];

  private async call(source: string, argument: unknown): Promise<Plain> {
    const ownTime = this.deadline <= this.context.deadline;
    const limit = ownTime
      ? `did not finish within ${this.runnable.timeoutSeconds} s; look for a loop or a promise that never ends`
      : `the whole submission may take ${this.context.submissionSeconds} s, and this test used up the rest`;
    try {
      const milliseconds = Math.min(this.deadline, this.context.deadline) - performance.now();
      return await this.context.session.evaluate({ source, argument, milliseconds, limit });
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}

function judge(
  error: unknown,
  calls: EvaluateCalls,
  context: RunContext,
): Pick<TestResult, 'outcome' | 'authorError'> {
  if (error instanceof GraderFault) throw error;
  const studentOutcome = error === undefined ? null : context.outcomeOf(error);
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

function describeMistake(error: unknown): string {
  const where =
    error instanceof Error && !(error instanceof AuthorError)
      ? /\(?([^\s()]+\.suite\.ts:\d+:\d+)\)?/.exec(error.stack ?? '')?.[1]
      : undefined;
  return where ? `${messageOf(error)} (${where})` : messageOf(error);
}

async function failureOf(run: Promise<void>): Promise<unknown> {
  try {
    await run;
    return undefined;
  } catch (error) {
    return error ?? new AuthorError('the test threw nothing at all');
  }
}

async function withGrace(run: Promise<void>, timeoutSeconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `the test still ran ${AUTHOR_GRACE_MILLISECONDS / 1000} s after its deadline; it waits for something other than evaluate()`;
    timer = setTimeout(
      () => reject(new AuthorError(message)),
      timeoutSeconds * 1000 + AUTHOR_GRACE_MILLISECONDS,
    );
  });
  try {
    await Promise.race([run, late]);
  } finally {
    clearTimeout(timer);
  }
}
