import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { inspect } from 'node:util';

import { startDevice } from '../../device';

describe('a tensor that is printed', () => {
  before(() => startDevice('cpu'));

  it('shows dtype, shape and its first values', () => {
    expect(inspect(tf.range(0, 12).div(7).reshape([3, 4]))).to.equal(
      'Tensor float32 [3, 4]: 0, 0.142857, 0.285714, 0.428571, 0.571429, 0.714286, …',
    );
    expect(inspect([tf.tensor([1, 2], [2], 'int32')])).to.equal('[ Tensor int32 [2]: 1, 2 ]');
  });

  it('says so when it was disposed, and shows a variable as well', () => {
    const variable = tf.variable(tf.scalar(3));
    expect(inspect(variable)).to.equal('Tensor float32 []: 3');
    variable.dispose();
    expect(inspect(variable)).to.match(/^Tensor float32 \[\] \(freed by dispose\(\) at line \d+ of/);
  });

  it('does not fall over what only looks like one', () => {
    expect(inspect(Object.create(tf.Tensor.prototype))).to.match(/^Tensor/);
  });
});
