import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { isTuple, startDevice, TensorImage, Transform, tuple, type SplitIndex } from '../../../index';

class OnlyFor extends Transform {
  constructor(override readonly splitIdx: SplitIndex) {
    super(() => 'changed');
  }
}

describe('Transform', () => {
  before(() => startDevice('cpu'));

  it('transforms a tuple value by value, tuples inside it too', () => {
    const result = new Transform((x: number) => x * 2).call(tuple(1, tuple(2, 3)));
    expect(result).to.deep.equal([2, [4, 6]]);
    expect(isTuple(result) && isTuple(result[1])).to.equal(true);
  });

  it('takes a list for one value', () => {
    expect(new Transform((x: number[]) => x.length).call([1, 2, 3])).to.equal(3);
  });

  it('changes nothing unless told what to do', () => {
    expect(new Transform().call('x')).to.equal('x');
  });

  const splits: [of: SplitIndex, asked: SplitIndex, result: string][] = [
    [null, null, 'changed'],
    [null, 0, 'changed'],
    [null, 1, 'changed'],
    [0, 0, 'changed'],
    [0, 1, 'x'],
    [0, null, 'x'],
    [1, 1, 'changed'],
    [1, 0, 'x'],
    [1, null, 'x'],
  ];
  for (const [of, asked, result] of splits) {
    it(`for split ${of} makes of x for split ${asked}: ${result}`, () => {
      expect(new OnlyFor(of).call('x', asked)).to.equal(result);
    });
  }

  it('keeps the class of an image that an operation turned into a plain tensor', () => {
    const image = TensorImage.from(tf.tensor1d([1, 2]));
    const result = new Transform((x: tf.Tensor) => tf.add(x, 1)).call(image) as tf.Tensor;
    expect(result).to.be.instanceOf(TensorImage);
    expect([...result.dataSync()]).to.deep.equal([2, 3]);
    tf.dispose([image, result]);
  });

  const unrelated: [what: string, result: unknown][] = [
    ['a string', 'text'],
    ['null', null],
    ['undefined', undefined],
    ['a plain object', { a: 1 }],
    ['a list', [1]],
  ];
  for (const [what, value] of unrelated) {
    it(`leaves the class of an unrelated result alone: ${what}`, () => {
      const image = TensorImage.from(tf.scalar(0));
      const result = new Transform(() => value).call(image);
      expect(result).to.equal(value);
      expect(result).not.to.be.instanceOf(TensorImage);
      image.dispose();
    });
  }

  it('does not turn a plain tensor into an image', () => {
    const [plain, image] = [tf.scalar(0), TensorImage.from(tf.scalar(1))];
    expect(new Transform(() => image).call(plain)).to.equal(image);
    expect(plain).not.to.be.instanceOf(TensorImage);
    tf.dispose([plain, image]);
  });
});
