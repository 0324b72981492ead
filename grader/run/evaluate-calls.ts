import { AuthorError } from '../errors';
import type { SandboxSession } from '../sandbox/host/session';
import type { Plain } from '../sandbox/wire/plain';
import type { TestContext } from '../suite/collect';
import { callbackSource } from '../suite/free-variables';

export interface CallLimits {
  session: Pick<SandboxSession, 'evaluate'>;
  testSeconds: number;
  /** The wall time of all tests together, and the moment it ends. */
  submission: { seconds: number; deadline: number };
}

/**
 * The calls that one test makes into student code, one after the other. A call that failed decides the test,
 * whatever the suite did about it.
 */
export class EvaluateCalls {
  failure: unknown;
  count = 0;
  private open = 0;
  private closed = false;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly deadline: number;

  constructor(private readonly limits: CallLimits) {
    this.deadline = performance.now() + limits.testSeconds * 1000;
  }

  readonly evaluate = ((callback: (...parameters: never[]) => unknown, argument?: unknown) => {
    const answer = this.take(callback, argument);
    // A suite that forgets to await is told so, instead of ending the grader with a rejection nobody handled.
    answer.catch((error: unknown) => (this.failure ??= error));
    return answer;
  }) as unknown as TestContext<unknown>['evaluate'];

  /** Ends the test: waits for calls that are still open, refuses later ones. Gives the author's mistake, if any. */
  async close(): Promise<AuthorError | undefined> {
    this.closed = true;
    if (this.open === 0) return undefined;
    await this.queue;
    return new AuthorError('the test ended before its evaluate() did; write: await evaluate(...)');
  }

  private async take(callback: (...parameters: never[]) => unknown, argument: unknown): Promise<Plain> {
    if (this.closed) throw new AuthorError('evaluate() was called after the test had ended');
    const source = callbackSource(callback);
    this.count += 1;
    this.open += 1;
    const answer = this.queue.then(() => this.call(source, argument)).finally(() => (this.open -= 1));
    this.queue = answer.catch(() => {});
    return answer;
  }

  private async call(source: string, argument: unknown): Promise<Plain> {
    const { session, testSeconds, submission } = this.limits;
    const limit =
      this.deadline <= submission.deadline
        ? `did not finish within ${testSeconds} s; look for a loop or a promise that never ends`
        : `the whole submission may take ${submission.seconds} s, and this test used up the rest`;
    const milliseconds = Math.min(this.deadline, submission.deadline) - performance.now();
    return session.evaluate({ source, argument, milliseconds, limit });
  }
}
