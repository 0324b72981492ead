import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { onDevice, startDevice, TensorImage, to } from '../../index';

describe('TensorImage', () => {
  before(() => startDevice('wasm'));

  it('is the tensor it is made from, with another class', () => {
    const tensor = tf.tensor1d([1, 2]);
    const image = TensorImage.from(tensor);
    expect(image).to.equal(tensor);
    expect(image instanceof TensorImage && image instanceof tf.Tensor).to.equal(true);
    expect([...image.add(1).dataSync()]).to.deep.equal([2, 3]);
    image.dispose();
  });

  it('does not take other tensors and values for images', () => {
    const tensor = tf.scalar(1);
    const others = [tensor, null, undefined, 1, {}, TensorImage.prototype];
    expect(others.some((value) => (value as unknown) instanceof TensorImage)).to.equal(false);
    tensor.dispose();
  });

  it('stays an image on another device', () => {
    const image = TensorImage.from(onDevice('cpu', () => tf.scalar(1)));
    const moved = to(image, 'wasm');
    expect(moved).to.be.instanceOf(TensorImage);
    tf.dispose([image, moved]);
  });
});
