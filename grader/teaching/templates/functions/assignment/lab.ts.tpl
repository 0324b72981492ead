import type { LabDefinition, SubmittedFunctions } from '@boletim/grader/suite';
import type { double } from './src/double';

/** What suites work with: the functions of the submission. */
export type Lab = ReturnType<typeof createLab>;

function createLab(submission: SubmittedFunctions) {
  return { double: submission.function<typeof double>('src/double.ts', 'double') };
}

export const lab: LabDefinition<Lab> = { createLab };
