import type { LabDefinition, SubmittedFunctions } from 'boletim/suite';
import type { countLabels } from './src/count-labels';
import type { mean } from './src/mean';
import type { retry } from './src/retry';

/** What suites work with: the three functions of the submission, nothing else. */
export type Lab = ReturnType<typeof createLab>;

function createLab(submission: SubmittedFunctions) {
  return {
    mean: submission.function<typeof mean>('src/mean.ts', 'mean'),
    countLabels: submission.function<typeof countLabels>('src/count-labels.ts', 'countLabels'),
    retry: submission.function<typeof retry>('src/retry.ts', 'retry'),
  };
}

export const lab: LabDefinition<Lab> = { createLab };
