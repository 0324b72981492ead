import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { tidyScope, tidyScopeAsync } from '../../data/scope';
import { startDevice, tuple } from '../../index';

/** How many more tensors there are after `fn`. */
async function leftBy(fn: () => unknown): Promise<number> {
  const before = tf.memory().numTensors;
  await fn();
  return tf.memory().numTensors - before;
}

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('tidyScope', () => {
  before(() => startDevice('cpu'));

  it('frees what was made, save the tensors of the result, however deep in tuples and lists', async () => {
    let result: unknown[] = [];
    const left = await leftBy(() => {
      result = tidyScope(() => [tuple(tf.add(1, 1), 'text'), [tf.scalar(2)], null]);
    });
    expect(left).to.equal(2);
    tf.dispose(result.flat() as tf.Tensor[]);
  });

  it('frees what was made before an error', async () => {
    const fail = () => {
      tf.scalar(1);
      throw new Error('broken');
    };
    expect(await leftBy(() => expect(() => tidyScope(fail)).to.throw('broken'))).to.equal(0);
  });
});

describe('tidyScopeAsync', () => {
  before(() => startDevice('cpu'));

  it('frees what was made between waits, save the result', async () => {
    const makeTwo = async () => {
      tf.scalar(1);
      await later();
      return tf.scalar(2);
    };
    let result: tf.Tensor | undefined;
    expect(await leftBy(async () => (result = await tidyScopeAsync(makeTwo)))).to.equal(1);
    result?.dispose();
  });

  it('goes on after one that failed', async () => {
    const failing = tidyScopeAsync(() => Promise.reject(new Error('broken')));
    const next = tidyScopeAsync(async () => 'fine');
    expect(await failing.catch((error: Error) => error.message)).to.equal('broken');
    expect(await next).to.equal('fine');
  });

  it('leaves the scope of somebody who ended this one alone', async () => {
    const outer = tf.engine();
    outer.startScope();
    const slow = tidyScopeAsync(async () => {
      await later();
    });
    await Promise.resolve().then(() => undefined);
    outer.endScope();
    outer.startScope();
    const theirs = tf.scalar(1);
    await slow;
    expect(theirs.isDisposed).to.equal(false);
    outer.endScope();
    outer.endScope();
    expect(outer.state.activeScope).to.equal(null);
  });
});
