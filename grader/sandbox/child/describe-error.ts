import { ERROR_LIMITS, type SandboxedError } from '../../wire/messages';
import { WireError } from '../../wire/plain';
import { SubmissionFileError } from './submission';

/** That the process ends while a call is open, with the stack that leads to whoever called `process.exit`. */
export function describeExit(code: number): SandboxedError {
  const stack = readText(() => new Error().stack, ERROR_LIMITS.stack);
  return { kind: 'exited', name: 'Exit', message: String(code), stack };
}

/** Anything that student code can throw, as bounded text. Its getters may throw, too. */
export function describeError(thrown: unknown): SandboxedError {
  try {
    return describe(thrown);
  } catch {
    return {
      kind: 'threw',
      name: 'NonError',
      message: 'threw something that cannot be looked at',
      stack: '',
    };
  }
}

function describe(thrown: unknown): SandboxedError {
  if (thrown instanceof SubmissionFileError) return { ...textsOf(thrown), kind: 'file' };
  if (thrown instanceof WireError) return { ...textsOf(thrown), kind: 'result', stack: '' };
  if (thrown instanceof Error) return { ...textsOf(thrown), kind: 'threw' };
  return { kind: 'threw', name: 'NonError', message: describeNonError(thrown), stack: '' };
}

function textsOf(error: Error): Omit<SandboxedError, 'kind'> {
  const portuguese = readText(() => (error as { 'pt-BR'?: unknown })['pt-BR'], ERROR_LIMITS.message);
  return {
    name: readText(() => error.name, ERROR_LIMITS.name),
    message: readText(() => error.message, ERROR_LIMITS.message),
    stack: readText(() => error.stack, ERROR_LIMITS.stack),
    ...(portuguese === '' ? {} : { 'pt-BR': portuguese }),
  };
}

function readText(read: () => unknown, limit: number): string {
  try {
    const text = read();
    return typeof text === 'string' ? text.slice(0, limit) : '';
  } catch {
    return '';
  }
}

function describeNonError(thrown: unknown): string {
  const text = readText(() => (typeof thrown === 'string' ? JSON.stringify(thrown) : String(thrown)), 500);
  const type = thrown === undefined || thrown === null ? '' : ` (${typeof thrown})`;
  return `threw ${text || 'a value'}${type} instead of an Error; write: throw new Error('...')`;
}
