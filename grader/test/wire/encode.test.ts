import { expect } from 'chai';
import { encode } from '../../wire/encode';
import { LIMITS, WireError } from '../../wire/plain';

describe('encode', () => {
  class Model {}
  const circular: unknown[] = [];
  circular.push(circular);
  const refused: [string, unknown, RegExp][] = [
    ['a function', () => 1, /the value is a function, which is not data/],
    ['a symbol deep inside', { a: [Symbol('x')] }, /the value's a\[0\] is a symbol/],
    [
      'an instance of a class',
      { model: new Model() },
      /the value's model is a Model, which is not plain data/,
    ],
    ['a date', new Date(0), /is a Date/],
    ['a promise', { y: Promise.resolve(1) }, /the value's y is a Promise inside a result; await it/],
    ['a value that contains itself', circular, /levels deep, or contains itself/],
    ['a list without end', new Array(2 ** 32 - 1), /parts; return a tensor or a typed array/],
    [
      'a huge Set',
      new Set(Array.from({ length: LIMITS.keys + 1 }, (_, i) => i)),
      /more than 10000 entries in Maps and Sets; return lists/,
    ],
    ['a key that is an object which cannot become text', new Map([[{ toString: null }, () => 1]]), /\(key\)/],
  ];

  for (const [name, value, message] of refused) {
    it(`says why it refuses ${name}`, () => {
      expect(() => encode(value)).to.throw(WireError, message);
    });
  }

  it('takes a getter once and keeps what it gave', () => {
    let reads = 0;
    const value = { get x() { return (reads += 1); } }; // prettier-ignore
    expect(encode(value).json).to.deep.equal(['o', 'x', 1]);
    expect(reads).to.equal(1);
  });
});
