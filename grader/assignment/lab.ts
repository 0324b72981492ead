import type { TensorDtype } from '../wire/plain';

/**
 * What an assignment's lab module exports as `lab`. It runs in the sandbox, beside the student's code; the grader
 * only ever sees the data it hands over.
 */
export interface LabDefinition<Lab> {
  /**
   * Starts what the lab computes on, before any student code is loaded.
   *
   * @param options the device that was asked for: `auto`, or what --device says
   * @returns the device that is used, which goes into the report
   *
   * @example
   * start: async ({ device }) => ({ device: device === 'auto' ? 'cpu' : device }),
   */
  start?(options: { device: string }): Promise<{ device: string }>;
  /**
   * Builds the first parameter of every `evaluate` callback: the student's functions, and what the lab adds. An error of
   * the lab's own that students read has its message in Portuguese beside the English one:
   * `throw Object.assign(new Error('…'), { 'pt-BR': '…' })`.
   *
   * @example
   * createLab: (submission) => ({ double: submission.function<typeof double>('src/double.ts', 'double') }),
   */
  createLab(submission: SubmittedFunctions, tools: LabTools): Lab;
  /**
   * Does beforehand what calls will need, once, while the sandbox waits for its first call: the submission is still being
   * compiled, or the student writes. Not called when there is nothing to wait for, and no student code is loaded yet. No
   * result may depend on it; what it throws is ignored, as it is met again by the call that needs it.
   *
   * @example
   * warmUp: async () => void (await import('node:zlib')),
   */
  warmUp?(): void | Promise<void>;
  /**
   * Gives one of the lab's own values as a tensor's data, so that a suite sees it as a PlainTensor.
   *
   * @param value anything that a callback returned, or a part of it
   * @returns undefined for everything that is no tensor of the lab
   *
   * @example
   * toPlain: (value) =>
   *   value instanceof Float32Array ? { dtype: 'float32', shape: [value.length], data: value } : undefined,
   */
  toPlain?(value: unknown): TensorParts | undefined | Promise<TensorParts | undefined>;
  /**
   * Makes the lab's own value of a tensor that a suite passes as an argument.
   *
   * @example
   * fromPlain: ({ data }) => Float32Array.from(data),
   */
  fromPlain?(tensor: TensorParts): unknown;
  /**
   * Reads a file of the fixtures' inputs that is not JSON, for `input('name')`.
   *
   * @param path where the file lies, inside the sandbox
   * @returns the lab's own value; undefined to pass on the path
   *
   * @example
   * readInput: (path) => (path.endsWith('.txt') ? fs.readFileSync(path, 'utf8') : undefined),
   */
  readInput?(path: string): unknown;
  /**
   * Frees what a call left behind, after each call.
   *
   * @example
   * afterEvaluate: () => void Reflect.deleteProperty(globalThis, 'leftovers'),
   */
  afterEvaluate?(): void | Promise<void>;
  /**
   * Tells `boletim doctor` what of the lab's optional equipment works on this machine. No submission is there.
   *
   * @example
   * diagnose: async () => [
   *   { name: 'many processors', available: os.cpus().length > 1, reason: `${os.cpus().length} of them.`, advice: '' },
   * ],
   */
  diagnose?(): Promise<Diagnosis[]>;
}

/** One thing that a machine can or cannot do, as `boletim doctor` lists it. */
export interface Diagnosis {
  /** Like `device webgpu` or `pretrained weights`. */
  name: string;
  available: boolean;
  /** Why it is available or not, as a sentence. */
  reason: string;
  /** What to do to have it; empty when there is nothing to do. */
  advice: string;
}

/** What `createLab` is given besides the submission. */
export interface LabTools {
  /**
   * Tells how a training goes on, before it ends: plain data, in the forms of `RetrainNews`, of which reports are made.
   * Only the lab's `retrain` may emit; a test whose call does is ended, since nobody waits for news there.
   *
   * @param news one piece of news
   *
   * @example
   * async function retrain({ seed }: RetrainRequest) {
   *   await emit({ type: 'notice', text: `The weights are drawn from the seed ${seed}.` });
   * }
   * return { retrain };
   */
  emit(news: unknown): Promise<void>;
}

/** What a tensor is made of when it leaves the lab or comes into it: elements in row-major order. */
export interface TensorParts {
  dtype: TensorDtype;
  shape: readonly number[];
  data: Float32Array | Int32Array | Uint8Array;
}

/** How a lab reaches the student's functions: the first parameter of `createLab`. */
export interface SubmittedFunctions {
  /**
   * Gives the function that a file of the submission exports. The file is loaded when the function is first called, so
   * that one broken file breaks only what needs it.
   *
   * @param file the file as assignment.yaml lists it
   * @param name the name that the file exports
   *
   * @example
   * const double = submission.function<(x: number) => number>('src/double.ts', 'double');
   * return { double, twiceDoubled: (x: number) => double(double(x)) };
   */
  function<F extends (...parameters: never[]) => unknown>(file: string, name: string): F;
}
