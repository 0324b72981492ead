import { AssertionError } from 'chai';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import { AuthorError, messageOf } from '../errors';
import { textIn, type Lang, type Text } from '../report/languages';
import { followTrace, type AssertionFailure } from './failed-comparison';
import type { TestBody, TestContext } from './suite-tools';

/** Who reads what a body's assertions say. */
export interface Reader {
  lang: Lang;
  /** Told what the body calls the values that it looks at, for whoever proves that they are in both languages. */
  onLabel?(label: Text): void;
}

/** A body that is running. */
interface Running {
  reader: Reader;
  /** What it left behind that failed. */
  failures: unknown[];
}

const running = new AsyncLocalStorage<Running>();

/**
 * Runs the body of a test. Rejects with what it throws, and with an AuthorError when a promise that it did not wait
 * for was rejected: an assertion in there would otherwise fail unseen.
 */
export async function runBody(
  body: TestBody<unknown>,
  context: TestContext<unknown>,
  reader: Reader = { lang: 'en' },
): Promise<void> {
  const run: Running = { reader, failures: [] };
  watchRejections();
  await running.run(run, async () => {
    try {
      await body(context);
    } catch (error) {
      if (error instanceof AssertionError) await followTrace(error as AssertionFailure);
      throw error;
    }
  });
  // Node tells of rejections when all promises have had their turn.
  await setImmediate();
  const [failure] = run.failures;
  if (failure === undefined) return;
  throw new AuthorError(
    `something that the test did not wait for failed: ${describeMistake(failure)}; await it`,
  );
}

/** A label in the language of whoever reads about the running test. */
export function labelFor(label: Text): string {
  const { lang, onLabel } = running.getStore()?.reader ?? { lang: 'en' as const };
  onLabel?.(label);
  return textIn(label, lang);
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
    const run = running.getStore();
    // Everything else is as it would be without anybody listening: the end.
    if (!run) throw reason;
    run.failures.push(reason ?? new Error('nothing was given as the reason'));
  });
}
