/** Why a submission could not be taken; each becomes a row of the class with its reason. */
export type ProblemCode =
  'empty' | 'corrupt' | 'too-large' | 'unsafe' | 'unreadable' | 'unsupported' | 'wrong-layout';

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
