/** A function that a process runs: it takes one request and returns plain data, or a promise of some. */
export interface Task {
  /** Absolute path of the module, and the name of its export. */
  module: string;
  name: string;
  request: unknown;
}

/** What is sent to a process, and what comes back. */
export interface Order {
  task: Task;
}
export type Message = 'ready' | { result: unknown } | { reason: string };

/** Tells a process that nobody ends it when its parent has ended: it has to look itself. */
export const LOOKS_FOR_PARENT = '--looks-for-parent';
