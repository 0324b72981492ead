import { expect } from 'chai';
import { tensor } from '../../suite/index';
import { render } from '../../suite/render';

const CASES: [value: unknown, shown: string][] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [-0, '-0'],
  [0.1 + 0.2, '0.30000000000000004'],
  [NaN, 'NaN'],
  [12n, '12n'],
  ['two\nlines', '"two\\nlines"'],
  [[1, 'x', [true]], '[1, "x", [true]]'],
  [{ a: 1, b: undefined }, '{a: 1, b: undefined}'],
  [
    new Map<unknown, unknown>([
      ['cat', 2],
      [3, 'x'],
    ]),
    'Map {cat: 2, 3: "x"}',
  ],
  [new Set([1, 2]), 'Set {1, 2}'],
  [Float64Array.of(0.1, 1 / 3), 'Float64Array [2]: 0.1, 0.3333333'],
  [BigInt64Array.of(1n), 'BigInt64Array [1]: 1n'],
  [[Uint8Array.of(1, 2)], '[Uint8Array [2]: 1, 2]'],
  [tensor('float32', [2], [0.1, -Infinity]), 'float32 [2]: 0.1, -Infinity'],
  [tensor('bool', [], [1]), 'bool []: 1'],
  [{ y: tensor('int32', [9], [1, 2, 3, 4, 5, 6, 7, 8, 9]) }, '{y: int32 [9]: 1, 2, 3, 4, 5, 6, 7, 8, …}'],
  [new Map([[[1], 2]]), 'Map {[1]: 2}'],
  [[[[[[[1]]]]]], '[[[[[…]]]]]'],
  [Array.from({ length: 20 }, (_, index) => index), '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … 8 more]'],
];

describe('rendering a value', () => {
  for (const [value, shown] of CASES) it(`shows ${shown}`, () => expect(render(value)).to.equal(shown));

  it('stays short, whatever the value is', () => {
    const long = [
      'x'.repeat(1e6),
      { ['k'.repeat(1e5)]: 1 },
      Array.from({ length: 1e5 }, () => 'y'.repeat(100)),
      new Map(Array.from({ length: 1e4 }, (_, index) => [index, index])),
      tensor('float32', [1e6], new Float32Array(1e6).fill(1 / 3)),
    ];
    for (const value of long) expect(render(value)).to.have.length.at.most(200);
  });
});
