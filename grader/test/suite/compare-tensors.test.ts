import { expect } from 'chai';
import { compareTensors, differenceOf } from '../../suite/compare-tensors';
import { tensor } from '../../suite/index';

describe('comparing two tensors', () => {
  it('measures in float64, whatever the tensors hold', () => {
    const actual = tensor('float32', [2], [3e30, 0]);
    const expected = tensor('float32', [2], [0, 4e30]);
    const { norm, expectedNorm, largest, at, unequal } = compareTensors(actual, expected);
    expect(norm).to.be.closeTo(5e30, 1e24);
    expect(expectedNorm).to.be.closeTo(4e30, 1e24);
    expect(largest).to.be.closeTo(4e30, 1e24);
    expect({ at, unequal }).to.deep.equal({ at: [1], unequal: 2 });
  });

  it('does not wrap around where integers would', () => {
    const [low, high] = [-(2 ** 31), 2 ** 31 - 1].map((value) => tensor('int32', [1], [value]));
    expect(compareTensors(low!, high!).largest).to.equal(2 ** 32 - 1);
  });

  it('finds nothing in tensors without elements', () => {
    const empty = tensor('float32', [0, 2], []);
    expect(compareTensors(empty, empty)).to.deep.equal({
      norm: 0,
      expectedNorm: 0,
      largest: 0,
      at: [0, 0],
      unequal: 0,
    });
  });

  it('says the first place of several that are equally far off', () => {
    const zeros = tensor('float32', [2, 2], [0, 0, 0, 0]);
    expect(compareTensors(tensor('float32', [2, 2], [0, 1, 1, 1]), zeros).at).to.deep.equal([0, 1]);
  });
});

describe('the picture of a difference', () => {
  const pictures: [shape: number[], rows: number, columns: number][] = [
    [[], 1, 1],
    [[5], 1, 5],
    [[1000], 1, 64],
    [[2, 3], 2, 3],
    [[4, 6, 3], 4, 6],
    [[2, 4, 6, 3], 8, 6],
    [[2, 100, 100, 3], 64, 64],
  ];
  for (const [shape, rows, columns] of pictures) {
    it(`has ${rows} rows and ${columns} columns for the shape [${shape}]`, () => {
      const size = shape.reduce((product, length) => product * length, 1);
      const [actual, expected] = [1, 0].map((fill) =>
        tensor('float32', shape, new Float32Array(size).fill(fill)),
      );
      const { grid } = differenceOf(actual!, expected!, compareTensors(actual!, expected!));
      expect([grid.length, grid[0]!.length]).to.deep.equal([rows, columns]);
      expect(grid.flat().every((cell) => cell === 1)).to.equal(true);
    });
  }

  it('is made of numbers that JSON has', () => {
    const [actual, expected] = [tensor('float32', [2], [NaN, 1]), tensor('float32', [2], [0, 1])];
    const difference = differenceOf(actual, expected, compareTensors(actual, expected));
    expect(JSON.parse(JSON.stringify(difference))).to.deep.equal(difference);
  });
});
