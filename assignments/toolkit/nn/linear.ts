import * as tf from '@tensorflow/tfjs-core';

import { defaultBias, defaultWeight } from './init';
import { Module } from './module';
import { Parameter } from './parameter';

/** x·Wᵀ + b, as `nn.Linear`: [n, inFeatures] to [n, outFeatures]. */
export class Linear extends Module {
  /** [outFeatures, inFeatures] */
  weight: Parameter;
  /** [outFeatures], or null without bias. */
  bias: Parameter | null;

  constructor(
    readonly inFeatures: number,
    readonly outFeatures: number,
    { bias = true }: { bias?: boolean } = {},
  ) {
    super();
    requireSizes({ inFeatures, outFeatures });
    const shape = [outFeatures, inFeatures];
    this.weight = new Parameter({ shape, init: defaultWeight(shape, inFeatures) });
    this.bias = bias
      ? new Parameter({ shape: [outFeatures], init: defaultBias([outFeatures], inFeatures) })
      : null;
  }

  forward(x: tf.Tensor2D): tf.Tensor2D {
    this.#expectFeatures(x);
    const y: tf.Tensor2D = tf.matMul(x, this.weight.value as tf.Variable<tf.Rank.R2>, false, true); // [n, out]
    return this.bias ? tf.add(y, this.bias.value) : y;
  }

  #expectFeatures(x: tf.Tensor): void {
    if (x.rank === 2 && x.shape[1] === this.inFeatures) return;
    const layer = `Linear(${this.inFeatures}, ${this.outFeatures})`;
    throw new Error(`${layer} expects [n, ${this.inFeatures}], got [${x.shape.join(', ')}].`);
  }
}

/** Sizes that are missing, or have another name than was thought, would be noticed much later. */
function requireSizes(sizes: Record<string, unknown>): void {
  const [name, size] = Object.entries(sizes).find(([, value]) => !isSize(value)) ?? [];
  if (name === undefined) return;
  throw new Error(`Linear(inFeatures, outFeatures) takes two whole numbers; ${name} was ${String(size)}.`);
}

function isSize(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}
