import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { adaptiveAvgPool2d, crossEntropy, flatten, logSoftmax, maxPool2d, relu, softmax } from '../../nn';
import { describeOnEachDevice } from '../support/devices';
import { expectPass, type Pass } from '../support/differentiate';
import { expected } from '../support/expected';
import { toTensor, type FixtureTensor } from '../support/tensors';

type LossPass = Pass & { probabilities: FixtureTensor };
type PoolPass = Pass & { arguments: [number, { stride: number; padding: number }] };

describeOnEachDevice('functions', () => {
  const passes = expected<Record<string, Pass>>('nn-functional');

  it('relu is F.relu', () => expectPass(passes.relu, relu));

  it('adaptiveAvgPool2d is F.adaptive_avg_pool2d to one pixel', () => {
    expectPass(passes.adaptiveAvgPool2d, (x) => adaptiveAvgPool2d(x as tf.Tensor4D));
  });

  it('softmax is F.softmax over the last axis', () => expectPass(passes.softmax, softmax));

  for (const name of ['logSoftmax', 'logSoftmaxOfLargeScores']) {
    it(`logSoftmax is F.log_softmax (${name})`, () => expectPass(passes[name], logSoftmax));
  }

  for (const name of ['crossEntropy', 'crossEntropyOfOneExample']) {
    it(`crossEntropy is F.cross_entropy with probabilities (${name})`, () => {
      const pass = passes[name] as LossPass;
      expectPass(pass, (x) => crossEntropy(x, toTensor(pass.probabilities)));
    });
  }

  for (const [i, pass] of expected<PoolPass[]>('nn-max-pool2d').entries()) {
    const [kernel, options] = pass.arguments;
    const ties = i % 2 === 1 ? ' with ties' : '';
    it(`maxPool2d of [${pass.x.shape}]${ties} is F.max_pool2d(${kernel}, ${JSON.stringify(options)})`, () => {
      expectPass(pass, (x) => maxPool2d(x as tf.Tensor4D, kernel, options));
    });
  }

  for (const [first, ...rest] of [0, 1, 2, 3].map((at) =>
    [1, 2, 3, -4].map((x, i) => (i === at ? NaN : x)),
  )) {
    it(`maxPool2d gives NaN where its window has one: ${[first, ...rest].join(' ')}`, () => {
      // Beside it, a window without; F.max_pool2d gives nan and 8.
      const image = tf.tensor4d([first, rest[0], 5, 6, rest[1], rest[2], 7, 8], [1, 2, 4, 1]);
      expect([...maxPool2d(image, 2).dataSync()]).to.deep.equal([NaN, 8]);
    });
  }

  it('maxPool2d of nothing but -Infinity is -Infinity', () => {
    const image = tf.fill([1, 4, 4, 4], -Infinity) as tf.Tensor4D;
    expect(new Set(maxPool2d(image, 2).dataSync())).to.deep.equal(new Set([-Infinity]));
  });

  it('flatten joins the axes from the second on', () => {
    expect(flatten(tf.zeros([2, 3, 4, 5])).shape).to.deep.equal([2, 60]);
  });

  it('flatten joins the axes from where it is told', () => {
    expect(flatten(tf.zeros([2, 3, 4, 5]), 2).shape).to.deep.equal([2, 3, 20]);
  });
});

describeOnEachDevice('functions refuse', () => {
  const refusals: [what: string, call: () => unknown, message: string][] = [
    [
      'probabilities of another shape',
      () => crossEntropy(tf.zeros([2, 3]), tf.zeros([2, 4])),
      "Expected probabilities of the logits' shape [2, 3], got [2, 4].",
    ],
    [
      'whole numbers for probabilities',
      () => crossEntropy(tf.zeros([2, 3]), tf.zeros([2, 3], 'int32')),
      'Expected probabilities of dtype float32, got int32: convert them with toFloat().',
    ],
    [
      'logits of images',
      () => crossEntropy(tf.zeros([2, 3, 4]), tf.zeros([2, 3, 4])),
      'Expected logits of shape [n, classes], got [2, 3, 4].',
    ],
    [
      'average pooling to more than one pixel',
      () => adaptiveAvgPool2d(tf.zeros([1, 4, 4, 1]), [2, 2]),
      'adaptiveAvgPool2d only pools to [1, 1], got [2, 2].',
    ],
    [
      'to pool with a kernel larger than the image',
      () => maxPool2d(tf.zeros([1, 1, 4, 4]), 3, { padding: 0 }),
      "maxPool2d: the padded image has 1 x 4 pixels, the kernel 3 x 3. Kernel size can't be greater than actual",
    ],
    [
      'to pool with more padding than half of the kernel',
      () => maxPool2d(tf.zeros([1, 3, 3, 1]), 2, { stride: 1, padding: 2 }),
      'maxPool2d: the padding must be at most half of the kernel size, got 2 and 2.',
    ],
    [
      'to pool with a stride of nothing',
      () => maxPool2d(tf.zeros([1, 3, 3, 1]), 2, { stride: 0 }),
      'maxPool2d: the stride must be a whole number of at least 1, got 0.',
    ],
    [
      'to pool with a kernel of nothing',
      () => maxPool2d(tf.zeros([1, 3, 3, 1]), 0),
      'maxPool2d: the kernel size must be a whole number of at least 1, got 0.',
    ],
    [
      'to pool whole numbers',
      () => maxPool2d(tf.zeros([1, 4, 4, 1], 'int32'), 2),
      'maxPool2d expects a tensor of dtype float32, got int32: convert images with IntToFloatTensor, other',
    ],
  ];
  for (const [what, call, message] of refusals) {
    it(what, () => {
      expect(call).to.throw(message);
    });
  }
});
