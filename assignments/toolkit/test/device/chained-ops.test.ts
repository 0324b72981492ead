import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { startDevice } from '../../device';

describe('chained operations', () => {
  before(() => startDevice('cpu'));

  const x = (): tf.Tensor2D => tf.tensor2d([[1, -2], [3, 4]]); // prettier-ignore
  const calls: [call: string, run: () => tf.Tensor, result: unknown][] = [
    ['x.add(1)', () => x().add(1), [[2, -1], [4, 5]]], // prettier-ignore
    ['x.relu()', () => x().relu(), [[1, 0], [3, 4]]], // prettier-ignore
    ['x.sum(0)', () => x().sum(0), [4, 2]],
    ['x.max(1, true)', () => x().max(1, true), [[1], [4]]],
    ['x.transpose()', () => x().transpose(), [[1, 3], [-2, 4]]], // prettier-ignore
    ['x.reshape([4])', () => x().reshape([4]), [1, -2, 3, 4]],
    ['x.flatten()', () => x().flatten(), [1, -2, 3, 4]],
    ['x.as1D()', () => x().as1D(), [1, -2, 3, 4]],
    ['x.as2D(1, 4)', () => x().as2D(1, 4), [[1, -2, 3, 4]]],
    ['x.reshapeAs(y)', () => x().reshapeAs(tf.zeros([4])), [1, -2, 3, 4]],
    ['x.concat(y)', () => x().concat(tf.ones([1, 2])), [[1, -2], [3, 4], [1, 1]]], // prettier-ignore
    ['x.stack(y).mean(0)', () => x().stack(x()).mean(0), [[1, -2], [3, 4]]], // prettier-ignore
    ['x.div(2).toInt()', () => x().div(2).toInt(), [[0, -1], [1, 2]]], // prettier-ignore
    ['x.toBool().toFloat()', () => x().toBool().toFloat(), [[1, 1], [1, 1]]], // prettier-ignore
    ['x.where(mask, y)', () => x().where(x().greater(0), tf.zerosLike(x())), [[1, 0], [3, 4]]], // prettier-ignore
    ['x.slice([0, 1], [1, 1]).asScalar()', () => x().slice([0, 1], [1, 1]).asScalar(), -2],
  ];
  for (const [call, run, result] of calls) {
    it(`has ${call}`, () => {
      expect(run().arraySync()).to.deep.equal(result);
    });
  }

  it('are all that TensorFlow.js has', () => {
    const methods = new Set(
      Object.getOwnPropertyNames(tf.Tensor.prototype).map((name) => name.toLowerCase()),
    );
    const missing = upstreamNames().filter((name) => !methods.has(name));
    expect(missing).to.deep.equal([]);
  });

  it('refuse a disposed tensor', () => {
    const y = x();
    y.dispose();
    expect(() => y.add(1)).to.throw('A tensor is used after it was freed by dispose() at line');
  });
});

/** tfjs-core has a file for each method: `arg_max.js` for argMax. */
function upstreamNames(): string[] {
  const folder = path.join(require.resolve('@tensorflow/tfjs-core'), '../public/chained_ops');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js') && !/_test|register_all/.test(file))
    .map((file) => file.slice(0, -3).replaceAll('_', '').toLowerCase());
}
