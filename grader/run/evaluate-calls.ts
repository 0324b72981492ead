import { AuthorError } from '../errors';
import type { CallResult } from '../diagnosis/evidence';
import { StudentError } from '../sandbox/host/failures';
import type { SandboxSession } from '../sandbox/host/session';
import type { Plain } from '../wire/plain';
import type { TestContext } from '../suite/suite-tools';
import { callbackSource } from '../suite/free-variables';
import { Stopwatch } from './stopwatch';
import type { TimeOfTest } from './submission-time';

export interface CallLimits {
  session: Pick<SandboxSession, 'evaluate'>;
  testSeconds: number;
  time: TimeOfTest;
  /** Gives the way to the reference solution; throws an AuthorError where there is none. */
  openReference(): AskReference;
}

export type AskReference = (call: ReferenceCall) => Promise<Plain>;

export interface ReferenceCall {
  source: string;
  argument: unknown;
  /** How long it may take. */
  seconds: number;
}

type Callback = (...parameters: never[]) => unknown;
type Call = (source: string, argument: unknown) => Promise<Plain>;

/**
 * The calls that one test makes, into student code and to the reference solution, one after the other. A call that
 * failed decides the test, whatever the suite did about it. A student pays for the time of the student's own calls alone:
 * not for the suite, not for the reference, and not for what others do with the machine.
 */
export class EvaluateCalls {
  failure: unknown;
  /** Calls into student code. */
  count = 0;
  /** What those that were answered gave, in their order. */
  readonly results: CallResult[] = [];
  /** Names of the calls that have not ended, in their order. */
  private readonly open: string[] = [];
  private closed = false;
  private queue: Promise<unknown> = Promise.resolve();
  private studentMilliseconds = 0;
  private readonly inCalls = new Stopwatch();
  private readonly inReference = new Stopwatch();

  constructor(private readonly limits: CallLimits) {}

  /** What the test's body gets; `reference` is looked up when it is taken, so that a mistake is told at once. */
  get context(): TestContext<unknown> {
    const evaluate = this.callable<TestContext<unknown>['evaluate']>('evaluate', (source, argument) =>
      this.callStudent(source, argument),
    );
    const openReference = () => this.openReference();
    return {
      evaluate,
      get reference() {
        return openReference();
      },
    };
  }

  /** Milliseconds in which the test waited for calls of either kind. */
  get spentInCalls(): number {
    return this.inCalls.milliseconds;
  }

  /** Milliseconds in which it waited for the reference. */
  get spentElsewhere(): number {
    return this.inReference.milliseconds;
  }

  /** Ends the test: waits for calls that are still open, refuses later ones. Gives the author's mistake, if any. */
  async close(): Promise<AuthorError | undefined> {
    this.closed = true;
    const [name] = this.open;
    if (name === undefined) return undefined;
    await this.queue;
    return new AuthorError(`the test ended before its ${name}() did; write: await ${name}(...)`);
  }

  private openReference(): TestContext<unknown>['reference'] {
    const ask = this.limits.openReference();
    return this.callable('reference', (source, argument) => this.callReference(ask, { source, argument }));
  }

  private callable<Caller>(name: string, call: Call): Caller {
    return ((callback: Callback, argument?: unknown) => {
      const answer = this.take(name, callback, (source) => call(source, argument));
      // A suite that forgets to await is told so, instead of ending the grader with a rejection nobody handled.
      answer.catch((error: unknown) => (this.failure ??= error));
      return answer;
    }) as unknown as Caller;
  }

  private async take(
    name: string,
    callback: Callback,
    call: (source: string) => Promise<Plain>,
  ): Promise<Plain> {
    if (this.closed) throw new AuthorError(`${name}() was called after the test had ended`);
    const source = callbackSource(callback);
    if (name === 'evaluate') this.count += 1;
    this.open.push(name);
    this.inCalls.start();
    const answer = this.queue
      .then(() => call(source))
      .finally(() => {
        this.open.shift();
        this.inCalls.stop();
      });
    this.queue = answer.catch(() => {});
    return answer;
  }

  private async callStudent(source: string, argument: unknown): Promise<Plain> {
    const { session, testSeconds, time } = this.limits;
    const left = testSeconds * 1000 - this.studentMilliseconds;
    const limit =
      left <= time.left()
        ? `did not finish within ${testSeconds} s; look for a loop or a promise that never ends`
        : `the whole submission may take ${time.seconds} s, and this test used up what other files leave of it`;
    const milliseconds = Math.min(left, time.left());
    const onSpent = (spent: number) => {
      this.studentMilliseconds += spent;
      time.spend(spent);
    };
    try {
      const value = await session.evaluate({ source, argument, milliseconds, limit, onSpent });
      this.results.push({ argument, value });
      return value;
    } catch (error) {
      if (error instanceof StudentError) this.results.push({ argument, error: error.error });
      throw error;
    }
  }

  private async callReference(
    ask: AskReference,
    call: { source: string; argument: unknown },
  ): Promise<Plain> {
    this.inReference.start();
    try {
      return await ask({ ...call, seconds: this.limits.testSeconds });
    } finally {
      this.inReference.stop();
    }
  }
}
