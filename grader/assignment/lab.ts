import type { TensorDtype } from '../wire/plain';

/**
 * What an assignment's lab module exports as `lab`. It runs in the sandbox, beside the student's code; the grader
 * only ever sees the data it hands over.
 */
export interface LabDefinition<Lab> {
  /** Starts what the lab computes on, before any student code is loaded. The device it names goes into the report. */
  start?(options: { device: string }): Promise<{ device: string }>;
  /** Builds the first parameter of every `evaluate` callback. */
  createLab(submission: SubmittedFunctions, tools: LabTools): Lab;
  /** One of the lab's own values as a tensor's data; undefined for everything that is not one. */
  toPlain?(value: unknown): TensorParts | undefined | Promise<TensorParts | undefined>;
  /** The lab's own value for a tensor that a suite passes as an argument. */
  fromPlain?(tensor: TensorParts): unknown;
  /** The lab's own value for a file of the fixtures' inputs that is not JSON; its path when undefined. */
  readInput?(path: string): unknown;
  /** Frees what the last call left behind. */
  afterEvaluate?(): void | Promise<void>;
  /** What of the lab's optional equipment works on this machine, for `boletim doctor`. No submission is there. */
  diagnose?(): Promise<Diagnosis[]>;
}

/** One thing that a machine can or cannot do. */
export interface Diagnosis {
  /** Like `device webgpu` or `pretrained weights`. */
  name: string;
  available: boolean;
  /** Why it is available or not, as a sentence. */
  reason: string;
  /** What to do to have it; empty when there is nothing to do. */
  advice: string;
}

export interface LabTools {
  /** Sends plain data to whoever waits for the running call, before its result: progress of long work. */
  emit(news: unknown): Promise<void>;
}

export interface TensorParts {
  dtype: TensorDtype;
  shape: readonly number[];
  data: Float32Array | Int32Array | Uint8Array;
}

/** How a lab reaches the student's functions. */
export interface SubmittedFunctions {
  /**
   * The function that a file of the submission exports, loaded when it is first called, so that one broken file
   * breaks only what needs it.
   */
  function<F extends (...parameters: never[]) => unknown>(file: string, name: string): F;
}
