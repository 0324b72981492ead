import { expect } from 'chai';

import { isTuple, tuple } from '../../data';

describe('tuple', () => {
  it('destructures with the type of each position', () => {
    const [count, name] = tuple(1, 'cat');
    expect(count.toFixed(1) + name.toUpperCase()).to.equal('1.0CAT');
  });

  it('equals a list of the same values and cannot be changed', () => {
    const pair = tuple(1, 2);
    expect(pair).to.deep.equal([1, 2]);
    expect(() => (pair as unknown as number[]).push(3)).to.throw(TypeError);
  });

  const others = [
    [1, 2],
    [...tuple(1, 2)],
    tuple(1, 2).map(String),
    null,
    undefined,
    'ab',
    { length: 2 },
    new Map(),
  ];
  others.forEach((value, i) => {
    it(`is not what other values are (${i})`, () => {
      expect(isTuple(value)).to.equal(false);
      expect(isTuple(tuple(value))).to.equal(true);
    });
  });
});
