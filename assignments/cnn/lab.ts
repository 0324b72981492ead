import * as tf from '@tensorflow/tfjs-core';
import type {
  Diagnosis,
  LabDefinition,
  LabTools,
  RetrainRequest,
  SubmittedFunctions,
  TensorParts,
} from 'boletim/suite';
import * as toolkit from 'boletim/toolkit';

import { checkedForward } from './checks';
import { normalize } from './normalize';
import { retrain } from './retrain';
import { lookOf, sharedBy, watchedBatchTfms, watchedModel, watchedTransform } from './watched';
import type { freeze } from './src/freeze';
import type { getBatchAt } from './src/get-batch-at';
import type { residualForward } from './src/residual-forward';
import type { transferWeights } from './src/transfer-weights';
import type { transform } from './src/transform';

/** What the callbacks of the suites work with: the toolkit, and the student's five functions in their places. */
export type Lab = ReturnType<typeof createLab> & { readonly $tensor?: tf.Tensor };

export const lab: LabDefinition<Lab> = {
  async start({ device }) {
    const started = await startTwoDevices(device as toolkit.Device | 'auto');
    startCall();
    return { device: started };
  },
  warmUp,
  createLab,
  toPlain,
  fromPlain: ({ data, shape, dtype }) => tf.tensor(data, [...shape], dtype),
  afterEvaluate() {
    tf.disposeVariables();
    tf.engine().endScope();
    startCall();
  },
  diagnose: () => Promise.all(toolkit.backends.map(diagnoseBackend)),
};

/** Each call has its own tensors, and draws the same numbers whatever was drawn by calls before it. */
function startCall(): void {
  tf.engine().startScope();
  toolkit.manualSeed(0);
}

/** The library of images, the kernels of a network, and the weights of a whole one: 0.2 s together. */
async function warmUp(): Promise<void> {
  await toolkit.loadDecoder();
  const model = new toolkit.ResNet18(toolkit.PlainBlock, 20, 8).eval();
  await (model.call(tf.zeros([1, 32, 32, 3])) as tf.Tensor).data();
  seededResNet18Weights(5);
}

async function diagnoseBackend(backend: toolkit.Backend): Promise<Diagnosis> {
  return { name: `device ${backend.name}`, ...(await backend.probe()) };
}

/** Starts a device, and with it another one: tests tell a loader's own device from the default one. */
async function startTwoDevices(device: toolkit.Device | 'auto'): Promise<toolkit.Device> {
  if (device === 'cpu') await toolkit.startDevice('wasm');
  return toolkit.startDevice(device);
}

function createLab(submission: SubmittedFunctions, tools: LabTools) {
  const student = {
    transform: submission.function<typeof transform>('src/transform.ts', 'transform'),
    getBatchAt: submission.function<typeof getBatchAt>('src/get-batch-at.ts', 'getBatchAt'),
    residualForward: checkedForward(
      submission.function<typeof residualForward>('src/residual-forward.ts', 'residualForward'),
    ),
    transferWeights: submission.function<typeof transferWeights>(
      'src/transfer-weights.ts',
      'transferWeights',
    ),
    freeze: submission.function<typeof freeze>('src/freeze.ts', 'freeze'),
  };

  /** A block whose `transform` is the student's. */
  class ImageClassDataBlock<Item> extends toolkit.ImageClassDataBlock<Item> {
    constructor(options: toolkit.DataBlockOptions<Item>) {
      super({ ...options, transform: student.transform });
    }
  }

  /** A loader whose `getBatchAt` is the student's. */
  class SimpleDataLoader<Item> extends toolkit.SimpleDataLoader<Item> {
    constructor(options: toolkit.DataLoaderOptions<Item>) {
      super({ ...options, getBatchAt: student.getBatchAt });
    }
  }

  /** A block whose `forward` is the student's. */
  class ResidualBlock extends toolkit.ResidualBlockBase {
    override forward(x: tf.Tensor4D): tf.Tensor4D {
      return student.residualForward(this, x) as tf.Tensor4D;
    }
  }

  return {
    ...toolkit,
    tf,
    ImageClassDataBlock,
    SimpleDataLoader,
    ResidualBlock,
    watchedBatchTfms,
    watchedTransform,
    watchedModel,
    lookOf,
    sharedBy,
    transferWeights: student.transferWeights,
    freeze: student.freeze,
    placesOf,
    movedByStep,
    normalizedPhotograph,
    seededResNet18Weights,
    /** A device that is not the default one. */
    otherDevice: toolkit.defaultDevice() === 'cpu' ? ('wasm' as const) : ('cpu' as const),
    normalize,
    /** The training that RETRAIN=1 asks for. */
    retrain: (request: RetrainRequest) => retrain({ ...student, ResidualBlock }, request, tools),
  };
}

/** A photograph as a pretrained network takes it: [1, 192, 192, 3] on the default device. */
async function normalizedPhotograph(path: string): Promise<tf.Tensor4D> {
  const itemTfms = new toolkit.Pipeline([new toolkit.Resize(192, 'squish'), new toolkit.ToTensor()]);
  const batchTfms = new toolkit.Pipeline([new toolkit.IntToFloatTensor(), normalize]);
  const pixels = itemTfms.call(await toolkit.PILImage.create(path)) as toolkit.TensorImage; // [192, 192, 3]
  const x = batchTfms.call(toolkit.stack([pixels])) as tf.Tensor4D; // [1, 192, 192, 3]
  return toolkit.to(x, toolkit.defaultDevice());
}

/** Weights that a seed fixes, see the toolkit. Drawn once, because a full network has 11.7 million of them. */
function seededResNet18Weights(
  seed: number,
  size: { outputs?: number; width?: number } = {},
): toolkit.StateDict {
  const key = JSON.stringify([seed, size]);
  const weights = drawnWeights.get(key) ?? toolkit.seededResNet18Weights(seed, size);
  drawnWeights.set(key, weights);
  // A map of its own for each caller: one that deletes keys takes them from nobody else.
  return new Map(weights);
}

const drawnWeights = new Map<string, toolkit.StateDict>();

/** The names of the parameters that one step of gradient descent moves, when every gradient is 1. */
async function movedByStep(model: toolkit.Module): Promise<string[]> {
  const moved: string[] = [];
  for (const [name, { value }] of model.namedParameters()) {
    const before = await value.data();
    if (value.trainable) value.assign(tf.sub(value, 1));
    const after = await value.data();
    if (after.some((number, i) => number !== before[i])) moved.push(name);
  }
  return moved;
}

/**
 * Whether each tensor of a batch is on a device, told by nothing that a student can replace; null for what is no tensor.
 * What is no batch has no places.
 */
function placesOf(batch: unknown, wanted: toolkit.Device): (boolean | null)[] {
  const places: (boolean | null)[] = [];
  if (!isArray(batch)) return places;
  for (let i = 0; i < batch.length; i++)
    places[i] = batch[i] instanceof tf.Tensor ? deviceOf(batch[i] as tf.Tensor) === wanted : null;
  return places;
}

// Copies from before student code loads.
const { isArray } = Array;
const { deviceOf } = toolkit;

/** A tensor's data; the error says what a student can do about a tensor that has none. */
async function toPlain(value: unknown): Promise<TensorParts | undefined> {
  if (!(value instanceof tf.Tensor)) return undefined;
  if (value.isDisposed)
    throw new Error(`A tensor of the result is given back after it was ${toolkit.whoFreed(value)}.`);
  const { dtype, shape } = value;
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') {
    return { dtype, shape, data: await value.data<'float32' | 'int32' | 'bool'>() };
  }
  throw Object.assign(new Error(`A tensor of the result has dtype ${dtype}; use float32, int32 or bool.`), {
    'pt-BR': `Um tensor do resultado tem dtype ${dtype}; use float32, int32 ou bool.`,
  });
}
