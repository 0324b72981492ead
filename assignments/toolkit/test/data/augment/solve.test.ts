import { expect } from 'chai';

import { product } from '../../../data/augment/matrix3';
import { solve } from '../../../data/augment/solve';
import { perspective } from '../../../data/augment/warp';

describe('solve', () => {
  it('solves a system that needs its rows exchanged', () => {
    expect(
      solve([
        [0, 2, 4],
        [3, 1, 5],
      ]),
    ).to.deep.equal([1, 2]);
  });
});

describe('product', () => {
  it('applies the last matrix first', () => {
    const double = [2, 0, 0, 0, 2, 0, 0, 0, 1];
    const moveRight = [1, 0, 1, 0, 1, 0, 0, 0, 1];
    expect(product(double, moveRight)).to.deep.equal([2, 0, 2, 0, 2, 0, 0, 0, 1]);
    expect(product(moveRight, double)).to.deep.equal([2, 0, 1, 0, 2, 0, 0, 0, 1]);
  });
});

describe('perspective', () => {
  it('brings each moved corner back to its own', () => {
    const [x, y] = [0.1, -0.3];
    const [a, b, c, d, e, f, g, h] = perspective(x, y);
    const [u, v] = [-1 + y, 1 + x];
    const z = g * u + h * v + 1;
    expect((a * u + b * v + c) / z).to.be.closeTo(-1, 1e-12);
    expect((d * u + e * v + f) / z).to.be.closeTo(1, 1e-12);
  });

  it('is the identity when nothing moved', () => {
    expect(perspective(0, 0).map((k) => k + 0)).to.deep.equal([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
});
