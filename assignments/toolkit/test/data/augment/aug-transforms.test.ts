import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import {
  augTransforms,
  deviceOf,
  Generator,
  IntToFloatTensor,
  manualSeed,
  onDevice,
  Pipeline,
  startDevice,
  TensorImage,
  tuple,
  uniform,
  type AugmentOptions,
  type SplitIndex,
} from '../../../index';
import { expected } from '../fixtures';

interface Result {
  output: { shape: [number, number, number, number]; data: number[] };
  nextUniform: number;
  tolerance: number;
}

interface Case extends Result {
  shape: [number, number, number, number];
  seed: number;
  split: SplitIndex;
  options: AugmentOptions;
}

function augmented(images: tf.Tensor, split: SplitIndex, options: AugmentOptions = {}): tf.Tensor {
  return new Pipeline(augTransforms(options), split).call(images) as tf.Tensor;
}

function expectClose(actual: tf.Tensor, { output, tolerance }: Result): void {
  expect(actual.shape).to.deep.equal(output.shape);
  const errors = [...actual.dataSync()].map((value, i) => Math.abs(value - output.data[i]));
  expect(Math.max(...errors)).to.be.below(tolerance);
}

/** The batch of semantic golden values: images that count up, [2, 4, 4, 1]. */
function countingImages(): TensorImage {
  return TensorImage.from(
    tf.tensor4d(
      Float32Array.from({ length: 32 }, (_, i) => i / 32),
      [2, 4, 4, 1],
    ),
  );
}

for (const device of ['cpu', 'wasm'] as const) {
  describe(`augTransforms on ${device}`, () => {
    before(() => startDevice('wasm'));

    for (const { shape, seed, split, options, ...result } of expected<Case[]>('data-augment')) {
      const name = `[${shape}] for split ${split} with ${JSON.stringify(options)}`;
      it(`draws and computes what fastai does: ${name}`, () => {
        manualSeed(1000 + seed);
        const images = TensorImage.from(onDevice(device, () => tf.tensor4d(uniform(shape), shape)));
        manualSeed(seed);
        const x = augmented(images, split, options);
        expectClose(x, result);
        expect(uniform(1)[0]).to.equal(Math.fround(result.nextUniform));
        expect(x).to.be.instanceOf(TensorImage);
        expect([deviceOf(x), deviceOf(images)]).to.deep.equal([device, device]);
        tf.dispose([images, x]);
      });
    }
  });
}

describe('augTransforms', () => {
  before(() => startDevice('wasm'));

  const golden = expected<Record<'none' | 'train', Result>>('data-lab-golden');
  for (const [split, result] of [
    [null, golden.none],
    [0, golden.train],
  ] as const) {
    it(`changes the geometry always and the light for training only: split ${split}`, () => {
      manualSeed(19);
      const images = countingImages();
      const x = augmented(images, split);
      expectClose(x, result);
      tf.dispose([images, x]);
    });
  }

  it('leaves a validation batch as it is, and draws nothing for it', () => {
    const images = countingImages();
    manualSeed(3);
    const [next] = uniform(1);
    manualSeed(3);
    expect(augmented(images, 1)).to.equal(images);
    expect(uniform(1)[0]).to.equal(next);
    images.dispose();
  });

  it('leaves labels and plain tensors alone', () => {
    const [images, labels] = [countingImages(), tf.tensor2d([[0, 1]])];
    const [x, y] = new Pipeline(augTransforms()).call(tuple(images, labels)) as unknown as tf.Tensor[];
    expect(y).to.equal(labels);
    expect(augmented(labels, 0)).to.equal(labels);
    tf.dispose([images, labels, x]);
  });

  it('draws anew for each batch', () => {
    const images = countingImages();
    const pipeline = new Pipeline(augTransforms());
    const [a, b] = [pipeline.call(images), pipeline.call(images)] as tf.Tensor[];
    expect(a.dataSync()).not.to.deep.equal(b.dataSync());
    tf.dispose([images, a, b]);
  });

  it('draws from a generator of its own when given one', () => {
    const images = countingImages();
    const a = augmented(images, 0, { generator: new Generator(19) });
    expectClose(a, golden.train);
    tf.dispose([images, a]);
  });

  it('runs between IntToFloatTensor and Normalize, as two steps', () => {
    const orders = augTransforms().map(({ order }) => order);
    expect(orders).to.deep.equal([30, 40]);
    expect(new IntToFloatTensor().order).to.be.below(30);
  });

  it('leaves no tensors behind', () => {
    const images = countingImages();
    const before = tf.memory().numTensors;
    augmented(images, 0).dispose();
    expect(tf.memory().numTensors).to.equal(before);
    images.dispose();
  });

  it('says what to pass instead of a list', () => {
    const images = countingImages();
    expect(() => new Pipeline(augTransforms()).call([images])).to.throw(
      TypeError,
      'Pass the batch as tuple(X, Y)',
    );
    images.dispose();
  });

  for (const [what, make] of Object.entries({
    'int32 images': () => tf.ones([1, 2, 2, 3], 'int32'),
    'one image': () => tf.ones([2, 2, 3]),
  })) {
    it(`says what to do about ${what}`, () => {
      const images = TensorImage.from(make());
      expect(() => augmented(images, 0)).to.throw('takes float32 images [n, h, w, c]');
      images.dispose();
    });
  }

  const bad: AugmentOptions[] = [
    { maxWarp: 0.5 },
    { maxWarp: -1 },
    { maxLighting: 1 },
    { minZoom: 0 },
    { minZoom: 2 },
    { pAffine: 1.5 },
    { pLighting: NaN },
  ];
  for (const options of bad) {
    const [[name, value]] = Object.entries(options);
    it(`refuses ${name} ${value}`, () => {
      expect(() => augTransforms(options)).to.throw(RangeError, `${name} from`);
    });
  }
});
