import * as tf from '@tensorflow/tfjs-core';

import {
  augTransforms,
  BatchNorm2d,
  Conv2d,
  Generator,
  ImageClassDataBlock,
  IntToFloatTensor,
  Linear,
  manualSeed,
  maxPool2d,
  Module,
  PILImage,
  relu,
  ToTensor,
  type SimpleDataLoaders,
} from '../../index';
import { getBatchAt, transform } from '../data/reference-student';

/** The small network of fixtures/toolkit/generate/train_steps.py: [n, 8, 8, 3] to [n, classes]. */
export class SmallNet extends Module {
  conv = new Conv2d(3, 4, 3, { padding: 1, bias: false });
  bn = new BatchNorm2d(4);
  fc: Linear;

  constructor(classes = 3) {
    super();
    this.fc = new Linear(4, classes);
  }

  forward(x: tf.Tensor4D): tf.Tensor2D {
    const y = relu(this.bn.call(this.conv.call(x))); // [n, 8, 8, 4]
    const pooled = maxPool2d(y, 3, { stride: 2, padding: 1 }); // [n, 4, 4, 4]
    return this.fc.call(tf.mean(pooled, [1, 2]) as tf.Tensor2D);
  }
}

/** What is left to learn when the student's function has frozen the rest. */
export function freeze(model: SmallNet): void {
  for (const parameter of model.parameters()) parameter.requiresGrad = false;
  for (const parameter of model.fc.parameters()) parameter.requiresGrad = true;
}

/** A model and loaders that a seed decides: ten images of noise in two classes, and four to validate with. */
export function smallTraining(seed = 1): { model: SmallNet; loaders: SimpleDataLoaders<number> } {
  manualSeed(seed);
  const model = new SmallNet(2);
  const block = new ImageClassDataBlock<number>({
    getItems: () => [...Array(14).keys()],
    splitter: (items) => [[...items.keys()].slice(0, 10), [...items.keys()].slice(10)],
    getX: noise,
    getY: (item) => (item % 2 === 0 ? 'even' : 'odd'),
    itemTfms: [new ToTensor()],
    batchTfms: [new IntToFloatTensor(), ...augTransforms({ maxWarp: 0 })],
    transform,
    getBatchAt,
  });
  return { model, loaders: block.dataloaders('', { batchSize: 4, seed }) };
}

/** Dark for even items, bright for odd ones. */
function noise(item: number): PILImage {
  const generator = new Generator(item);
  const low = item % 2 === 0 ? 0 : 100;
  const data = Uint8Array.from({ length: 8 * 8 * 3 }, () => low + (generator.random32() % 150));
  return new PILImage(8, 8, data);
}
