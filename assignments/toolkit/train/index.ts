export { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint';
export { DivergedError } from './diverged-error';
export { fineTune, type FineTuneBatch, type FineTuneEpoch, type FineTuneOptions } from './fine-tune';
export {
  oneEpoch,
  type BatchResult,
  type EpochOptions,
  type EpochResult,
  type TrainingLoaders,
} from './one-epoch';
export { ImagePrefetcher, type PrefetchOptions } from '../data/prefetch';
export { readStateDict, stateDictPieces } from './read-state-dict';
export { lossAndGradients, trainStep } from './train-step';
export { predict, type Predictions, type Validation } from './predict';
export { isOutOfMemory, OutOfMemoryError } from './out-of-memory';
