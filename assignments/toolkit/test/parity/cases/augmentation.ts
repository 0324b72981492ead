import * as tf from '@tensorflow/tfjs-core';

import { augTransforms, Pipeline, TensorImage, type AugmentOptions, type SplitIndex } from '../../../data';
import { manualSeed, uniform } from '../../../random';
import { expected } from '../../support/expected';
import type { FixtureTensor } from '../../support/tensors';
import type { ParityCase } from '../compare';

interface Augmentation {
  shape: [number, number, number, number];
  seed: number;
  split: SplitIndex;
  options: AugmentOptions;
  output: FixtureTensor;
  tolerance: number;
}

/** Augmentation with the draws that fastai makes from the same seed. */
export function augmentationCases(): ParityCase[] {
  return expected<Augmentation[]>('data-augment').map(
    ({ shape, seed, split, options, output, tolerance }) => ({
      name: `augTransforms(${JSON.stringify(options)}) split ${split} [${shape.join(', ')}]`,
      tolerance,
      async run() {
        manualSeed(1000 + seed);
        const images = TensorImage.from(tf.tensor4d(uniform(shape), shape));
        manualSeed(seed);
        const augmented = new Pipeline(augTransforms(options), split).call(images) as tf.Tensor;
        const got = await augmented.data();
        // These tolerances are absolute: pixels lie between 0 and 1.
        return output.data.reduce((largest, value, i) => Math.max(largest, Math.abs(got[i] - value)), 0);
      },
    }),
  );
}
