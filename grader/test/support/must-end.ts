const PATIENCE_MILLISECONDS = 30_000;
/** Timers, and the output of tests whose text is collected. */
const HARMLESS = ['Timeout', 'PipeWrap', 'TTYWrap'];

/**
 * Whatever a test leaves running, a server or a process, would keep the tests from ending, in CI for hours. A timer
 * alone is said and fails nothing: BullMQ goes on renewing locks for ever where its store was down when it was closed.
 */
export const mochaHooks = {
  afterAll(): void {
    const timer = setTimeout(() => {
      const kept = process.getActiveResourcesInfo();
      process.stderr.write(`A test left something that keeps the tests from ending: ${kept.join(', ')}\n`);
      // mocha sets the code to the number of failures when the process ends.
      if (kept.some((what) => !HARMLESS.includes(what))) process.once('exit', () => (process.exitCode = 1));
      process.exit();
    }, PATIENCE_MILLISECONDS);
    timer.unref();
  },
};
