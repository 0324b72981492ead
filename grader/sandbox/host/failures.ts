import type { SandboxedError } from '../../wire/messages';

/** Student code threw, or answered with something that is not data. The sandbox lives on. */
export class StudentError extends Error {
  override name = 'StudentError';

  constructor(readonly error: SandboxedError) {
    super(error.message);
  }
}

/** Whether the callback of an evaluate() call is on a stack of the sandbox; of a timer's stack it is not. */
export function passesCallback(stack: string): boolean {
  return /^[ \t]+at [^\n]*evaluate:\d+:\d+/m.test(stack);
}

/** The sandbox is gone: it ran out of time, or died, or broke the rules. The next call gets a fresh one. */
export class SandboxEnded extends Error {
  override name = 'SandboxEnded';

  constructor(
    readonly how: 'timed-out' | 'crashed',
    message: string,
    /** The stack of student code that ended it, where it could still tell. */
    readonly stackOfExit = '',
  ) {
    super(message);
  }
}
