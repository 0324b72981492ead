import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { AuthorError, messageOf } from '../errors';
import type { TestBody, TestContext } from './suite-tools';

/** What a running body left behind that failed. */
interface Left {
  failures: unknown[];
}

const running = new AsyncLocalStorage<Left>();

/**
 * Runs the body of a test. Rejects with what it throws, and with an AuthorError when a promise that it did not wait
 * for was rejected: an assertion in there would otherwise fail unseen.
 */
export async function runBody(body: TestBody<unknown>, context: TestContext<unknown>): Promise<void> {
  const left: Left = { failures: [] };
  watchRejections();
  await running.run(left, async () => body(context));
  // Node tells of rejections when all promises have had their turn.
  await setImmediate();
  const [failure] = left.failures;
  if (failure === undefined) return;
  throw new AuthorError(
    `something that the test did not wait for failed: ${describeMistake(failure)}; await it`,
  );
}

/** An error that nobody caught, as what it is: a suite's mistake when the body of a test has led to it. */
export function blame(error: unknown): unknown {
  if (!running.getStore()) return error;
  return new AuthorError(`a suite threw outside of its tests: ${describeMistake(error)}`);
}

/** The message of what a suite threw, and where. */
export function describeMistake(error: unknown): string {
  const where =
    error instanceof Error && !(error instanceof AuthorError)
      ? /(?<![^\s()])([^\s()]+\.suite\.ts:\d+:\d+)/.exec(error.stack ?? '')?.[1]
      : undefined;
  return where ? `${messageOf(error)} (${where})` : messageOf(error);
}

let watching = false;

function watchRejections(): void {
  if (watching) return;
  watching = true;
  process.on('unhandledRejection', (reason) => {
    const left = running.getStore();
    // Everything else is as it would be without anybody listening: the end.
    if (!left) throw reason;
    left.failures.push(reason ?? new Error('nothing was given as the reason'));
  });
}
