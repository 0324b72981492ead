const PATIENCE_MILLISECONDS = 30_000;

/** Whatever a test leaves running, a server or a process, would keep the tests from ending, in CI for hours. */
export const mochaHooks = {
  afterAll(): void {
    const timer = setTimeout(() => {
      const kept = process.getActiveResourcesInfo().join(', ');
      process.stderr.write(`A test left something that keeps the tests from ending: ${kept}\n`);
      // mocha sets the code to the number of failures when the process ends.
      process.once('exit', () => (process.exitCode = 1));
      process.exit();
    }, PATIENCE_MILLISECONDS);
    timer.unref();
  },
};
