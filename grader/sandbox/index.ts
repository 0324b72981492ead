export { chooseSandbox, visibleInputs, type SandboxChoice } from './host/choose';
export type { SandboxSession } from './host/session';
