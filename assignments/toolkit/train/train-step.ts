import * as tf from '@tensorflow/tfjs-core';

import { crossEntropy, type Module } from '../nn';
import type { Adam, Gradients } from '../optim';
import { DivergedError } from './diverged-error';
import { explainOutOfMemory, isOutOfMemory } from './out-of-memory';

/**
 * One step of training: forward, backward, and the optimizer moves every parameter that is not frozen. As many
 * tensors are in use after it as before.
 *
 * @param batch images [n, h, w, 3] and probabilities [n, classes]; they stay the caller's to dispose
 * @returns the loss before the step
 * @throws DivergedError when the loss is not a finite number; the parameters are then as they were
 * @throws OutOfMemoryError when the device has no memory for it, with the largest size that worked
 */
export async function trainStep(
  model: Module,
  batch: readonly [x: tf.Tensor, y: tf.Tensor],
  optimizer: Adam,
): Promise<number> {
  try {
    return await step(model, batch, (gradients) => optimizer.step(gradients));
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    throw await explainOutOfMemory(error, batch[0].shape[0], (images) => tryStep(model, batch, images));
  }
}

async function step(
  model: Module,
  batch: readonly [x: tf.Tensor, y: tf.Tensor],
  useGradients: (gradients: Gradients) => void,
): Promise<number> {
  // Ending the scope frees the loss and the gradients, and forgets them: a long training makes millions.
  tf.engine().startScope();
  try {
    const { loss, gradients } = lossAndGradients(model, batch);
    const [value] = await loss.data<'float32'>();
    if (!Number.isFinite(value)) throw new DivergedError(value);
    useGradients(gradients);
    return value;
  } finally {
    tf.engine().endScope();
  }
}

/**
 * The same with the first images of the batch, without moving anything. Every parameter takes part, with room for the
 * two moments that Adam keeps of it: what fits while layers are frozen may not fit later.
 */
async function tryStep(
  model: Module,
  batch: readonly [x: tf.Tensor, y: tf.Tensor],
  images: number,
): Promise<void> {
  const frozen = model.parameters().filter(({ requiresGrad }) => !requiresGrad);
  for (const parameter of frozen) parameter.requiresGrad = true;
  const made: tf.Tensor[] = [];
  try {
    for (const { value } of model.parameters()) made.push(tf.zerosLike(value), tf.zerosLike(value));
    const [x, y] = batch.map((part) => tf.slice(part, 0, images));
    made.push(x, y);
    await step(model, [x, y], () => undefined);
  } finally {
    tf.dispose(made);
    for (const parameter of frozen) parameter.requiresGrad = false;
  }
}

/** The cross-entropy of a batch, and its gradient for each parameter that is not frozen. */
export function lossAndGradients(
  model: Module,
  [x, y]: readonly [tf.Tensor, tf.Tensor],
): { loss: tf.Scalar; gradients: Gradients } {
  const parameters = model.parameters().filter(({ requiresGrad }) => requiresGrad);
  if (parameters.length === 0) throw new Error('Every parameter is frozen: there is nothing to train.');
  const { value: loss, grads } = tf.variableGrads(
    () => crossEntropy(model.call(x), y),
    parameters.map(({ value }) => value),
  );
  const gradients = new Map(parameters.map((parameter) => [parameter, grads[parameter.value.name]]));
  return { loss, gradients };
}
