/** What a lab's `retrain(request)` is asked for. Paths are those that the sandbox sees. */
export interface RetrainRequest {
  /** A folder with the folders `train`, `valid` and perhaps `test`, in which each class has a folder. */
  data: string;
  /** A file of pretrained weights; null for weights drawn from the seed. */
  weights: string | null;
  /** Which of the file's weights, where it has several; null to leave that to the reader. */
  weightsKey: string | null;
  epochs: number;
  batchSize: number;
  /** Side of the images, in pixels. */
  imageSize: number;
  /** How training images are varied: by everything that the lab has, or only mirrored. */
  augment: 'all' | 'flip';
  seed: number;
  /** The file of a checkpoint that the lab sent earlier, to go on from there; null to begin at the beginning. */
  checkpoint: string | null;
}

/** What a lab tells while it trains, by `emit`. */
export type RetrainNews = NoticeNews | PlanNews | BatchNews | EpochNews | FileNews | TestNews;

/** Anything that a person should know, such as what the file of weights was found to hold. */
export interface NoticeNews {
  type: 'notice';
  text: string;
}

/** Once, before anything is trained. */
export interface PlanNews {
  type: 'plan';
  classes: string[];
  images: { train: number; valid: number; test: number };
  /** Images that cannot be read and are left out; the list may be cut, the number counts all. */
  skipped: { count: number; examples: { file: string; reason: string }[] };
}

/** After each batch; counted from 1. */
export interface BatchNews {
  type: 'batch';
  epoch: number;
  epochs: number;
  batch: number;
  batches: number;
  images: number;
  loss: number;
  learningRate: number;
}

/** After each epoch, 0 being the frozen one. */
export interface EpochNews {
  type: 'epoch';
  epoch: number;
  frozen: boolean;
  trainLosses: number[];
  learningRates: number[];
  validLoss: number;
  validAccuracy: number;
  seconds: number;
}

/** A piece of a file, in order: a checkpoint at the end of the last epoch told of, or the weights at the end. */
export interface FileNews {
  type: 'file';
  name: 'checkpoint' | 'weights';
  bytes: Uint8Array;
  last: boolean;
}

/** At the end, what the model says about each test image. */
export interface TestNews {
  type: 'test';
  loss: number;
  /** Relative to the folder of the data. */
  files: string[];
  /** The number of each file's class. */
  targets: Int32Array;
  /** [files, classes], row by row. */
  probabilities: Float32Array;
}
