import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { deviceOf, onDevice, stack, startDevice, TensorImage, type Device } from '../../index';

describe('stack', () => {
  before(() => startDevice('wasm'));

  for (const device of ['cpu', 'wasm'] as const satisfies Device[]) {
    it(`adds a first dimension, on the device of its inputs: ${device}`, () => {
      const parts = onDevice(device, () => [tf.tensor1d([1, 2]), tf.tensor1d([3, 4]), tf.tensor1d([5, 6])]);
      const stacked = stack(parts);
      expect(deviceOf(stacked)).to.equal(device);
      expect(parts.map(deviceOf)).to.deep.equal([device, device, device]);
      expect(stacked.arraySync()).to.deep.equal([
        [1, 2],
        [3, 4],
        [5, 6],
      ]);
      tf.dispose([...parts, stacked]);
    });
  }

  it('adds the dimension where it is asked to', () => {
    const parts = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    const stacked = stack(parts, 1);
    expect(stacked.arraySync()).to.deep.equal([
      [1, 3],
      [2, 4],
    ]);
    tf.dispose([...parts, stacked]);
  });

  it('makes images an image, and anything else a plain tensor', () => {
    const image = () => TensorImage.from(tf.zeros([2, 2, 3], 'int32'));
    const [a, b, plain] = [image(), image(), tf.zeros([2, 2, 3], 'int32')];
    const [images, mixed] = [stack([a, b]), stack([a, plain])];
    expect(images).to.be.instanceOf(TensorImage);
    expect(images.dtype).to.equal('int32');
    expect(mixed).not.to.be.instanceOf(TensorImage);
    tf.dispose([a, b, plain, images, mixed]);
  });

  it('refuses an empty list and what is no tensor', () => {
    expect(() => stack([])).to.throw('at least one tensor');
    expect(() => stack([1 as unknown as tf.Tensor])).to.throw('element 0 is not one: it is 1');
    expect(() => stack([Promise.resolve()] as never)).to.throw(
      'element 0 is not one: it is a promise: await it',
    );
    expect(() => stack(undefined as never)).to.throw('it was given undefined');
    expect(() => stack([[tf.scalar(1), tf.scalar(2)]] as never)).to.throw('a pair or list of tensors');
    const freed = tf.scalar(1);
    freed.dispose();
    expect(() => stack([freed])).to.throw('element 0 was freed by dispose() at line');
  });

  const others: [what: string, make: () => tf.Tensor, message: string][] = [
    ['shape', () => tf.zeros([3]), 'element 1 is float32 [3] on wasm'],
    ['dtype', () => tf.zeros([2], 'int32'), 'element 1 is int32 [2] on wasm'],
    ['device', () => onDevice('cpu', () => tf.zeros([2])), 'element 1 is float32 [2] on cpu'],
  ];
  for (const [what, make, message] of others) {
    it(`says which element differs in ${what}`, () => {
      const [first, other] = [tf.zeros([2]), make()];
      expect(() => stack([first, other])).to.throw(`element 0 is float32 [2] on wasm, ${message}`);
      tf.dispose([first, other]);
    });
  }
});
