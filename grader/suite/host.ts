export type { Fixtures } from './collect';
export type { CollectedTest } from './define-test';
export { openFixtures } from './fixtures';
export { callbackSource } from './free-variables';
export { loadSuite, unlistedSuites } from './load-suites';
export { DEFAULT_SEED, drawSeed } from './random';
export { render } from './render';
export { runBody } from './run-body';
export type { TestContext } from './suite-tools';
