import type { LabDefinition, SubmittedFunctions } from '@boletim/grader/suite';

export type Lab = ReturnType<typeof createLab>;

function createLab(submission: SubmittedFunctions) {
  return {
    double: submission.function<(x: number) => number>('src/double.ts', 'double'),
    half: submission.function<(x: number) => number>('src/half.ts', 'half'),
  };
}

export const lab: LabDefinition<Lab> = { createLab };
