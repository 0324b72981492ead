import { expect } from 'chai';

import { isTuple, ItemTransform, Pipeline, tuple } from '../../../index';

class Swap extends ItemTransform {
  received: unknown;
  override encodes(pair: [unknown, unknown]) {
    this.received = pair;
    return [pair[1], pair[0]];
  }
}

describe('ItemTransform', () => {
  it('gets the pair whole, as a list, and makes a tuple of its result', () => {
    const swap = new Swap();
    const result = swap.call(tuple('x', 'y'));
    expect(isTuple(swap.received)).to.equal(false);
    expect(swap.received).to.deep.equal(['x', 'y']);
    expect(result).to.deep.equal(['y', 'x']);
    expect(isTuple(result)).to.equal(true);
  });

  it('keeps a tuple that encodes made, and a result that is no list', () => {
    class Sum extends ItemTransform {
      override encodes([x, y]: [number, number]) {
        return x > 0 ? tuple(x + y, 0) : x + y;
      }
    }
    expect(isTuple(new Sum().call(tuple(1, 2)))).to.equal(true);
    expect(new Sum().call(tuple(-1, 2))).to.equal(1);
  });

  it('treats what is not a tuple like a Transform does', () => {
    const result = new Swap().call(['x', 'y']);
    expect(result).to.deep.equal(['y', 'x']);
    expect(isTuple(result)).to.equal(false);
  });

  it('runs in a pipeline after plain functions have seen x and y one by one', () => {
    const pipeline = new Pipeline([Swap, (x: string) => `${x}!`]);
    expect(pipeline.call(tuple('x', 'y'))).to.deep.equal(['y!', 'x!']);
  });
});
