const PATIENCE_MILLISECONDS = 30_000;

/** Whatever a test leaves running, a server or a process, would keep the tests from ending, in CI for hours. */
export const mochaHooks = {
  afterAll(): void {
    const timer = setTimeout(() => {
      const kept = process.getActiveResourcesInfo().join(', ');
      process.stderr.write(`A test left something that keeps the tests from ending: ${kept}\n`);
      process.exit(1);
    }, PATIENCE_MILLISECONDS);
    timer.unref();
  },
};
