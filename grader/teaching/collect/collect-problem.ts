/** Why nothing of a student could be collected. */
export const PROBLEM_CODES = [
  ...['no-address', 'refused-address', 'not-found', 'no-permission', 'unreachable', 'timed-out', 'too-large'],
  ...['empty', 'no-branch', 'no-commit', 'out-of-order', 'stopped', 'failed'],
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A repository of which nothing was collected: the student's doing or the network's, never a fault of the program. */
export class CollectProblem extends Error {
  override name = 'CollectProblem';

  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
  }

  /** Whether the repository was read, and holds nothing that was handed in. */
  get isNothingHandedIn(): boolean {
    return this.code === 'empty' || this.code === 'no-commit';
  }
}
