import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { describeStranger, startDevice } from '../../device';
import { Linear, Parameter, relu } from '../../nn';

type Anything = Record<string, (...parameters: unknown[]) => unknown>;

describe("PyTorch's habits", () => {
  before(() => startDevice('cpu'));

  it('are told what the methods of its tensors are called here', () => {
    const x = tf.ones([2]) as unknown as Anything;
    expect(() => x.to!('cpu')).to.throw("PyTorch's x.to(…) is to(x, device) here.");
    expect(() => x.unsqueeze!(0)).to.throw("PyTorch's x.unsqueeze(…) is x.expandDims(axis) here.");
  });

  it('take no method of ours away', () => {
    const x = tf.ones([2, 1]);
    expect([x.squeeze().shape, x.flatten().shape, x.size, Object.keys(x).includes('to')]).to.deep.equal([
      [2],
      [2],
      2,
      false,
    ]);
  });

  it('are told when they compute with tensors as with numbers', () => {
    const [x, y] = [tf.ones([2]), tf.ones([2])] as unknown as [number, number];
    expect(() => relu((x + y) as never)).to.throw('it was given a text: +, -, * and / do not compute');
    expect(() => relu((x - y) as never)).to.throw('it was given NaN: +, -, * and / do not compute');
    expect(() => relu([x, y] as never)).to.throw('a pair or list of tensors: take it apart (of 2)');
    expect(() => relu(relu as never)).to.throw('the function relu: call it with');
    expect(describeStranger(tf.ones([2]))).to.equal('one tensor, float32 [2]: a list is written [a, b]');
  });

  it('are told of sizes and switches that are none', () => {
    expect(() => new Linear(undefined as never, 2)).to.throw('inFeatures was undefined');
    expect(() => new Linear(2, 2.5)).to.throw('outFeatures was 2.5');
    const parameter = new Linear(2, 2).weight;
    expect(parameter).to.be.an.instanceof(Parameter);
    for (const wrong of ['false', 0, undefined])
      expect(() => (parameter.requiresGrad = wrong as never)).to.throw('requiresGrad must be true or false');
  });
});
