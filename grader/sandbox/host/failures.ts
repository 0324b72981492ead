import type { SandboxedError } from '../wire/messages';

/** Student code threw, or answered with something that is not data. The sandbox lives on. */
export class StudentError extends Error {
  override name = 'StudentError';

  constructor(readonly error: SandboxedError) {
    super(error.message);
  }
}

/** The sandbox is gone: it ran out of time, or died, or broke the rules. The next call gets a fresh one. */
export class SandboxEnded extends Error {
  override name = 'SandboxEnded';

  constructor(
    readonly how: 'timed-out' | 'crashed',
    message: string,
  ) {
    super(message);
  }
}
