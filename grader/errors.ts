/**
 * Three kinds of trouble that are not a student's failure. They never share a type, an exit code or a look with one.
 */

/** The command was used wrongly: the person at the keyboard can fix it. Exit code 1. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The course author made a mistake in YAML, a suite or a fixture. Exit code 1. */
export class AuthorError extends Error {
  override name = 'AuthorError';
}

/** The grader or its machine failed. Exit code 3. */
export class GraderFault extends Error {
  override name = 'GraderFault';
}

export const EXIT_CODES = { graded: 0, usage: 1, belowMinimum: 2, fault: 3 } as const;

/** The exit code an error deserves; whatever is not one of the first two kinds is the grader's own fault. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError || error instanceof AuthorError ? EXIT_CODES.usage : EXIT_CODES.fault;
}

/** The message of anything that can be thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
