import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { describeOnEachDevice } from '../support/devices';

describeOnEachDevice('a backward pass', () => {
  /** x itself, and `look` when its gradient is computed. */
  const watched = (x: tf.Tensor, look: () => void): tf.Tensor =>
    tf.customGrad((x) => {
      const gradFunc = (dy: tf.Tensor): tf.Tensor => {
        look();
        return tf.clone(dy);
      };
      return { value: tf.clone(x as tf.Tensor), gradFunc };
    })(x);
  const values = (x: tf.Tensor): number[] => [...x.dataSync()];

  it('frees what operations kept, and gradients that were used, as it goes', () => {
    const bytes: number[] = [];
    const look = (): void => void bytes.push(tf.memory().numBytes);
    const f = (x: tf.Tensor): tf.Tensor =>
      Array.from({ length: 6 }).reduce<tf.Tensor>((y) => watched(tf.square(y), look), x);
    const slope = tf.grad((x: tf.Tensor) => tf.sum(f(x)))(tf.ones([1000]));
    expect(bytes).to.have.length(6);
    // One that was kept by each operation is gone, and no gradient has come.
    bytes.slice(1).forEach((now, i) => expect(bytes[i] - now).to.be.at.least(4000));
    expect(slope.dataSync()[999]).to.equal(64);
  });

  it('keeps a gradient as long as it stands for another input', () => {
    const both = tf.customGrad((a, b) => {
      return { value: tf.add(a as tf.Tensor, b as tf.Tensor), gradFunc: (dy: tf.Tensor) => [dy, dy] };
    });
    const [a, b] = tf.grads((a, b) => tf.mul(both(tf.square(a), tf.mul(b, 3)), 2))([
      tf.tensor1d([5]),
      tf.tensor1d([7]),
    ]);
    expect([values(a), values(b)]).to.deep.equal([[20], [6]]);
  });

  it('keeps what an operation kept when that is the gradient', () => {
    const f = tf.customGrad((x, save) => {
      (save as tf.GradSaveFunc)([x as tf.Tensor]);
      return { value: tf.mul(x as tf.Tensor, 7), gradFunc: (_: tf.Tensor, saved: tf.Tensor[]) => saved[0] };
    });
    const slope = tf.grad((x: tf.Tensor) => f(tf.mul(x, 2)))(tf.tensor1d([3]));
    expect(values(slope)).to.deep.equal([12]);
  });

  it("leaves alone what is somebody else's", () => {
    const [mine, dy, x] = [tf.tensor1d([2]), tf.tensor1d([1]), tf.tensor1d([4])];
    const f = tf.customGrad((x) => ({ value: tf.clone(x as tf.Tensor), gradFunc: () => mine }));
    const slope = tf.grad((x: tf.Tensor) => tf.square(f(tf.mul(x, 5))))(x, dy);
    expect([mine, dy, x].map(values)).to.deep.equal([[2], [1], [4]]);
    expect(values(slope)).to.deep.equal([10]);
  });

  it('gives gradients of gradients, and of operations whose gradient is composed', () => {
    const eighth = (x: tf.Tensor): tf.Tensor => tf.square(tf.square(tf.square(x)));
    expect(values(tf.grad(tf.grad(eighth))(tf.tensor1d([2])))).to.deep.equal([56 * 64]);
    const running = tf.grad((x: tf.Tensor) => tf.sum(tf.cumprod(tf.square(x), 0)));
    expect(values(running(tf.tensor1d([2, 3])))).to.deep.equal([40, 24]);
  });
});
