import { AuthorError } from '../errors';
import type { CallResult } from '../diagnosis/evidence';
import { StudentError } from '../sandbox/host/failures';
import type { SandboxSession } from '../sandbox/host/session';
import type { Plain } from '../wire/plain';
import type { TestContext } from '../suite/collect';
import { callbackSource } from '../suite/free-variables';

export interface CallLimits {
  session: Pick<SandboxSession, 'evaluate'>;
  testSeconds: number;
  /** The wall time of all tests together, and the moment it ends: calls to the reference put it off. */
  submission: { readonly seconds: number; deadline: number };
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
 * failed decides the test, whatever the suite did about it. While the reference works, the student's time stands still.
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
  private readonly startedAt = performance.now();
  private referenceMilliseconds = 0;
  private referenceStartedAt: number | null = null;

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

  /** The moment that no call into student code may pass. */
  get deadline(): number {
    const { startedAt, spentElsewhere } = this;
    return startedAt + this.limits.testSeconds * 1000 + spentElsewhere;
  }

  /** Milliseconds in which the test waited for the reference. */
  get spentElsewhere(): number {
    const { referenceMilliseconds, referenceStartedAt } = this;
    return referenceMilliseconds + (referenceStartedAt === null ? 0 : performance.now() - referenceStartedAt);
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
    const answer = this.queue.then(() => call(source)).finally(() => this.open.shift());
    this.queue = answer.catch(() => {});
    return answer;
  }

  private async callStudent(source: string, argument: unknown): Promise<Plain> {
    const { session, testSeconds, submission } = this.limits;
    const limit =
      this.deadline <= submission.deadline
        ? `did not finish within ${testSeconds} s; look for a loop or a promise that never ends`
        : `the whole submission may take ${submission.seconds} s, and this test used up the rest`;
    const milliseconds = Math.min(this.deadline, submission.deadline) - performance.now();
    try {
      const value = await session.evaluate({ source, argument, milliseconds, limit });
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
    const startedAt = (this.referenceStartedAt = performance.now());
    try {
      return await ask({ ...call, seconds: this.limits.testSeconds });
    } finally {
      const milliseconds = performance.now() - startedAt;
      this.referenceStartedAt = null;
      this.referenceMilliseconds += milliseconds;
      this.limits.submission.deadline += milliseconds;
    }
  }
}
