import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { defaultDevice, deviceOf, onDevice, startDevice, to, type Device } from '../../device';

class Marked extends tf.Tensor {}

describe('placement', () => {
  beforeEach(async () => {
    await startDevice('cpu');
    await startDevice('wasm');
  });

  it('says where a tensor is', () => {
    expect(deviceOf(tf.tensor1d([1]))).to.equal('wasm');
    expect(onDevice('cpu', () => deviceOf(tf.tensor1d([1])))).to.equal('cpu');
  });

  it('says so when a tensor is nowhere any more', () => {
    const x = tf.tensor1d([1]);
    x.dispose();
    expect(() => deviceOf(x)).to.throw('This tensor holds no data: it was freed by dispose() at line');
  });

  it('gives the same tensor when it is there already', () => {
    const x = tf.tensor1d([1]);
    expect(to(x, 'wasm')).to.equal(x);
  });

  for (const dtype of ['float32', 'int32', 'bool'] as const) {
    it(`copies ${dtype} tensors to another device and back`, () => {
      const x = tf.tensor2d([[1, 0], [0, 1]], undefined, dtype); // prettier-ignore
      const there = to(x, 'cpu');
      const back = to(there, 'wasm');
      expect([deviceOf(x), deviceOf(there), deviceOf(back)]).to.deep.equal(['wasm', 'cpu', 'wasm']);
      expect([back.dtype, back.shape, [...back.dataSync()]]).to.deep.equal([dtype, [2, 2], [1, 0, 0, 1]]);
    });
  }

  it('makes a copy that does not share numbers with the original', () => {
    const x = onDevice('cpu', () => tf.tensor1d([1, 2]));
    const copy = to(x, 'wasm');
    x.dispose();
    expect([...copy.dataSync()]).to.deep.equal([1, 2]);
  });

  it('keeps the class of a tensor, but makes no variables', () => {
    const x = Object.setPrototypeOf(tf.tensor1d([1]), Marked.prototype) as Marked;
    expect(to(x, 'cpu')).to.be.instanceOf(Marked);
    expect(to(tf.variable(tf.tensor1d([1])), 'cpu')).not.to.be.instanceOf(tf.Variable);
  });

  it('counts one tensor more for a copy, and none less when tidied', () => {
    const x = tf.tensor1d([1]);
    const before = tf.memory().numTensors;
    tf.tidy(() => void to(x, 'cpu'));
    expect(tf.memory().numTensors).to.equal(before);
  });

  it('computes on another device only while the function runs, even when it throws', () => {
    expect(onDevice('cpu', () => deviceOf(tf.add(1, 2)))).to.equal('cpu');
    expect(() => onDevice('cpu', () => expect.fail('stop'))).to.throw('stop');
    expect(deviceOf(tf.add(1, 2))).to.equal('wasm');
    expect(defaultDevice()).to.equal('wasm');
  });

  it('refuses what is no tensor, and arguments that are swapped', () => {
    const call = to as unknown as (...values: unknown[]) => unknown;
    expect(() => call('cpu', tf.scalar(1))).to.throw('The arguments of to() are swapped');
    expect(() => call([tf.scalar(1)], 'cpu')).to.throw('a pair or list of tensors');
    expect(() => call(Promise.resolve(1), 'cpu')).to.throw('a promise: await it');
  });

  it('refuses a device that is not started', () => {
    const missing = 'nowhere' as Device;
    const message = "Device 'nowhere' is not started: await startDevice('nowhere') first.";
    expect(() => to(tf.tensor1d([1]), missing)).to.throw(message);
    expect(() => onDevice(missing, () => 1)).to.throw(message);
  });
});
