import type { LabDefinition, LabTools, RetrainNews, RetrainRequest, SubmittedFunctions } from '@boletim/grader/suite';

export type Lab = ReturnType<typeof createLab>;

type Train = (request: RetrainRequest, emit: (news: RetrainNews) => Promise<void>) => Promise<void>;

function createLab(submission: SubmittedFunctions, { emit }: LabTools) {
  const train = submission.function<Train>('src/train.ts', 'train');
  return { retrain: (request: RetrainRequest) => train(request, emit) };
}

export const lab: LabDefinition<Lab> = { createLab };
