import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { dispatch, startDevice, TensorImage, when } from '../../../index';

class Animal {}
class Cat extends Animal {}

describe('dispatch', () => {
  before(() => startDevice('cpu'));

  const name = dispatch(
    when(Animal, () => 'animal'),
    when(Cat, () => 'cat'),
    when(String, (text) => text.toUpperCase()),
    when(Number, (n) => n + 1),
  );

  it('takes the nearest class, however the overloads are listed', () => {
    expect([new Animal(), new Cat(), new (class extends Cat {})()].map(name)).to.deep.equal([
      'animal',
      'cat',
      'cat',
    ]);
  });

  it('gives primitives to the overload of their class', () => {
    expect(['ab', 2].map(name)).to.deep.equal(['AB', 3]);
  });

  it('returns what no overload names unchanged', () => {
    const values = [true, null, undefined, ['ab'], { a: 1 }, Symbol.iterator];
    expect(values.map(name)).to.deep.equal(values);
  });

  it('tells images from other tensors', () => {
    const kind = dispatch(
      when(TensorImage, () => 'image'),
      when(tf.Tensor, () => 'tensor'),
    );
    const plain = tf.scalar(1);
    const image = TensorImage.from(tf.scalar(1));
    expect([plain, image].map(kind)).to.deep.equal(['tensor', 'image']);
    tf.dispose([plain, image]);
  });
});
