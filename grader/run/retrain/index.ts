export { TrainingProgress } from './progress';
export { retrainSubmission, type TrainingContext, type TrainingOptions } from './retrain';
export type { RetrainSettings } from './settings';
