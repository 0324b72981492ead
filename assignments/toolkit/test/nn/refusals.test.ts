import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { BatchNorm2d, Conv2d, Linear } from '../../nn';
import { describeOnEachDevice } from '../support/devices';

describeOnEachDevice('layers refuse', () => {
  const refusals: [what: string, call: () => unknown, message: string][] = [
    [
      'images with the channels first',
      () => new Conv2d(3, 8, 3).call(tf.zeros([2, 3, 8, 8])),
      'Conv2d(3, 8) expects [n, h, w, 3], got [2, 3, 8, 8]. The channels come last here: transpose [0, 2, 3, 1].',
    ],
    [
      'one image that is no batch',
      () => new Conv2d(3, 8, 3).call(tf.zeros([8, 8, 3]) as never),
      'Conv2d(3, 8) expects [n, h, w, 3], got [8, 8, 3].',
    ],
    [
      'another number of channels than a norm has',
      () => new BatchNorm2d(4).call(tf.zeros([2, 8, 8, 3])),
      'BatchNorm2d(4) expects [n, h, w, 4], got [2, 8, 8, 3].',
    ],
    [
      'one value per channel when a norm is training',
      () => new BatchNorm2d(4).call(tf.zeros([1, 1, 1, 4])),
      'Expected more than 1 value per channel when training, got input of shape [1, 1, 1, 4].',
    ],
    [
      'a promise',
      () => new Conv2d(3, 8, 3).call(Promise.resolve(tf.zeros([2, 8, 8, 3])) as never),
      'Conv2d(3, 8) expects a tensor, got a promise: await it.',
    ],
    [
      'another number of features than a linear layer has',
      () => new Linear(4, 2).call(tf.zeros([1, 3])),
      'Linear(4, 2) expects [n, 4], got [1, 3].',
    ],
    ...[0, 1].map((padding): [string, () => unknown, string] => [
      `to convolve an image smaller than the filter with padding ${padding}`,
      () => new Conv2d(4, 4, 5, { padding }).call(tf.zeros([1, 2, 9, 4])),
      `conv2d: the padded image has ${2 + 2 * padding} x ${9 + 2 * padding} pixels, the kernel 5 x 5. ` +
        "Kernel size can't be greater than actual input size: take larger images, or more padding.",
    ]),
    [
      'to be made with a filter of nothing',
      () => new Conv2d(4, 4, 0),
      'Conv2d(4, 4): the kernel size must be a whole number of at least 1, got 0.',
    ],
    [
      'to be made with a stride of one and a half pixels',
      () => new Conv2d(4, 4, 3, { stride: 1.5 }),
      'Conv2d(4, 4): the stride must be a whole number of at least 1, got 1.5.',
    ],
    [
      'to be made with less than no padding',
      () => new Conv2d(4, 4, 3, { padding: -1 }),
      'Conv2d(4, 4): the padding must be a whole number of at least 0, got -1.',
    ],
    ...[0, 1].map((padding): [string, () => unknown, string] => [
      `to convolve whole numbers with padding ${padding}`,
      () => new Conv2d(3, 8, 3, { padding }).call(wholeNumbers()),
      'conv2d expects a tensor of dtype float32, got int32: convert images with IntToFloatTensor, other',
    ]),
    ...[true, false].map((training): [string, () => unknown, string] => [
      `to normalise whole numbers ${training ? 'in training' : 'in evaluation'}`,
      () => new BatchNorm2d(3).train(training).call(wholeNumbers()),
      'batchNorm expects a tensor of dtype float32, got int32: convert images with IntToFloatTensor, other',
    ]),
  ];
  for (const [what, call, message] of refusals) {
    it(what, () => {
      expect(call).to.throw(message);
    });
  }

  it('nothing of one value per channel when a norm is evaluating', () => {
    expect(new BatchNorm2d(4).eval().call(tf.zeros([1, 1, 1, 4])).shape).to.deep.equal([1, 1, 1, 4]);
  });
});

/** Images as `ToTensor` gives them. */
function wholeNumbers(): tf.Tensor4D {
  return tf.zeros([2, 8, 8, 3], 'int32');
}
