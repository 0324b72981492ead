import * as tf from '@tensorflow/tfjs-core';

import { deviceOf, onDevice } from '../../device';
import { uniform } from '../../random';
import type { TensorImage } from '../tensor-image';
import type { Augmentation } from './augmentation';
import { gate } from './draws';
import { RandTransform } from './rand-transform';

interface Light {
  /** For each image, 0 … 1; 0.5 is neutral. */
  brightness: Float32Array;
  /** For each image, a factor; 1 is neutral. */
  contrast: Float32Array;
}

/**
 * Brightness, then contrast. Both act on the logit of a pixel, where there is room in both directions: nothing
 * is cut off at black or white.
 */
export class LightingTfm extends RandTransform<Light> {
  override readonly order = 40;
  override readonly splitIdx = 0;
  readonly #options: Augmentation;

  constructor(options: Augmentation) {
    super();
    this.#options = options;
  }

  protected override draw(n: number): Light {
    const { maxLighting, pLighting: p, generator } = this.#options;
    const [darkest, brightest] = [0.5 * (1 - maxLighting), 0.5 * (1 + maxLighting)];
    const brightness = gate(uniform(n, darkest, brightest, generator), { p, neutral: 0.5, generator });
    const steepest = -Math.log(1 - maxLighting);
    const factors = uniform(n, -steepest, steepest, generator).map(Math.exp);
    return { brightness, contrast: gate(factors, { p, neutral: 1, generator }) };
  }

  protected override augment(images: TensorImage<tf.Rank.R4>, { brightness, contrast }: Light): tf.Tensor {
    return onDevice(deviceOf(images), () => {
      const shift = perImage(brightness.map((b) => Math.log(b / (1 - b)))); // [n, 1, 1, 1]
      const lit = tf.mul(tf.add(logit(images), shift), perImage(contrast)); // [n, h, w, c]
      return tf.sigmoid(lit);
    });
  }
}

function perImage(values: Float32Array): tf.Tensor4D {
  return tf.tensor4d(values, [values.length, 1, 1, 1]);
}

/** The inverse of the sigmoid; black and white lie infinitely far away, so they are moved a little inwards. */
function logit(x: tf.Tensor): tf.Tensor {
  const inside = tf.clipByValue(x, 1e-7, 1 - 1e-7);
  return tf.neg(tf.log(tf.sub(tf.div(1, inside), 1)));
}
