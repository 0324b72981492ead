export { TrainingProgress } from './progress';
export { retrainSubmission, type TrainingOptions } from './retrain';
export { requireTrainable } from './source';
export type { RetrainSettings } from './settings';
