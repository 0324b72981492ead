import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import { isTuple, Pipeline, startDevice, Transform, tuple, type SplitIndex } from '../../../index';

class A extends Transform {
  override readonly order: number = 2;
  override encodes(x: string) {
    return `${x}A`;
  }
}

class B extends A {
  override readonly order = 1;
  override encodes(x: string) {
    return `${x}B`;
  }
}

const f = (x: string) => `${x}f`;

describe('Pipeline', () => {
  before(() => startDevice('cpu'));

  it('sorts its steps by order and keeps the listed order of equals', () => {
    expect(new Pipeline([new A(), new B(), f, A]).call('')).to.equal('fBAA');
    expect(new Pipeline([(x: string) => `${x}1`, (x: string) => `${x}2`]).call('')).to.equal('12');
  });

  it('leaves the list it is given as it is', () => {
    const steps = [new A(), new B()];
    new Pipeline(steps);
    expect(steps.map(({ order }) => order)).to.deep.equal([2, 1]);
  });

  for (const nothing of [null, undefined, []]) {
    it(`made of ${JSON.stringify(nothing)} changes nothing`, () => {
      expect(new Pipeline(nothing).call('x')).to.equal('x');
    });
  }

  for (const [what, step] of Object.entries({
    'a transform': new A(),
    'a class': A,
    'a pipeline': new Pipeline(A),
  })) {
    it(`is made of ${what} without a list`, () => {
      expect(new Pipeline(step).call('x')).to.equal('xA');
    });
  }

  it('refuses a step that is neither a transform nor a function', () => {
    expect(() => new Pipeline(['Resize' as never])).to.throw('Transform or a function, got Resize');
  });

  it('applies a function to each value of a tuple and once to a list', () => {
    const pipeline = new Pipeline(() => 7);
    const pair = pipeline.call(tuple('ok', 1));
    expect(pair).to.deep.equal([7, 7]);
    expect(isTuple(pair)).to.equal(true);
    expect(pipeline.call(['ok', 1])).to.equal(7);
  });

  it('tells its transforms for which split it is', () => {
    const asked: SplitIndex[] = [];
    class Spy extends Transform {
      override call(x: unknown, splitIdx: SplitIndex) {
        asked.push(splitIdx);
        return x;
      }
    }
    const pipeline = new Pipeline(Spy);
    for (const each of [pipeline, pipeline.forSplit(0), pipeline.forSplit(1)]) each.call('x');
    expect(asked).to.deep.equal([null, 0, 1]);
  });

  it('frees tensors made on the way, and neither its input nor its result', () => {
    const [x, y] = [tf.scalar(1), tf.scalar(2)];
    const before = tf.memory().numTensors;
    const plusOne = (t: tf.Tensor) => tf.add(t, 1);
    const result = new Pipeline([plusOne, plusOne, plusOne]).call(tuple(x, y)) as tf.Tensor[];
    expect(result.map((t) => t.dataSync()[0])).to.deep.equal([4, 5]);
    expect([x, y].some((t) => t.isDisposed)).to.equal(false);
    tf.dispose([...result]);
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose([x, y]);
  });

  it('frees what it made when a step throws', () => {
    const before = tf.memory().numTensors;
    const fail = () => {
      throw new Error('broken step');
    };
    expect(() => new Pipeline([() => tf.scalar(1), fail]).call('x')).to.throw('broken step');
    expect(tf.memory().numTensors).to.equal(before);
  });
});
