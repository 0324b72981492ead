/** Why a submission could not be taken; each becomes a row of the class with its reason. */
export const PROBLEM_CODES = [
  'empty',
  'corrupt',
  'too-large',
  'unsafe',
  'unreadable',
  'unsupported',
  'wrong-layout',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What is wrong with one submission, in words for the instructor; never stops a class run. */
export class SubmissionProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
    this.name = 'SubmissionProblem';
  }
}
