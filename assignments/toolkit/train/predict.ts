import * as tf from '@tensorflow/tfjs-core';

import type { SimpleDataLoader } from '../data';
import { crossEntropy, softmax, type Module } from '../nn';

/** How well a model does on a set that it does not learn from. */
export interface Validation {
  /** The cross-entropy of each batch, averaged over the batches as the lecture does. */
  loss: number;
  /** The part of the items whose most likely class is the right one, 0 to 1. */
  accuracy: number;
}

/** What a model says about each item of a loader, in the loader's order. */
export interface Predictions extends Validation {
  /** The number of the right class of each item. */
  targets: Int32Array;
  /** [items, classes], row by row. */
  probabilities: Float32Array;
}

/**
 * The model's probabilities for every item of a set, in evaluation mode and without learning. The model stays in
 * that mode.
 *
 * @throws Error when the set is empty
 */
export async function predict<Item>(model: Module, loader: SimpleDataLoader<Item>): Promise<Predictions> {
  if (loader.items.length === 0) throw new Error('There are no images to measure the model on.');
  const batches: BatchPredictions[] = [];
  model.eval();
  for await (const [x, y] of loader) {
    batches.push(await predictBatch(model, x as tf.Tensor4D, y as tf.Tensor2D));
    tf.dispose([x, y]);
  }
  const targets = Int32Array.from(batches.flatMap((batch) => [...batch.targets]));
  const predicted = batches.flatMap((batch) => [...batch.predicted]);
  return {
    loss: batches.reduce((sum, { loss }) => sum + loss, 0) / batches.length,
    accuracy: predicted.filter((label, i) => label === targets[i]).length / targets.length,
    targets,
    probabilities: Float32Array.from(batches.flatMap((batch) => [...batch.probabilities])),
  };
}

interface BatchPredictions {
  loss: number;
  targets: Int32Array;
  predicted: Int32Array;
  probabilities: Float32Array;
}

async function predictBatch(model: Module, x: tf.Tensor4D, y: tf.Tensor2D): Promise<BatchPredictions> {
  const results = tf.tidy(() => {
    const logits = model.call(x) as tf.Tensor2D; // [n, classes]
    return [crossEntropy(logits, y), tf.argMax(y, -1), tf.argMax(logits, -1), softmax(logits)];
  });
  const [loss, targets, predicted, probabilities] = await Promise.all(results.map((result) => result.data()));
  tf.dispose(results);
  return {
    loss: loss[0],
    targets: Int32Array.from(targets),
    predicted: Int32Array.from(predicted),
    probabilities: Float32Array.from(probabilities),
  };
}
