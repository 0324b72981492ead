import { uniform } from '../../random';
import type { Augmentation } from './augmentation';
import { gate } from './draws';
import type { Matrix3 } from './matrix3';
import { solve } from './solve';

type Point = readonly [x: number, y: number];

/** Draws one perspective for each of `n` images: the image as it looks from the side or from above. */
export function drawWarps(n: number, { maxWarp, pAffine, generator }: Augmentation): Matrix3[] {
  const draw = () => gate(uniform(n, -maxWarp, maxWarp, generator), { p: pAffine, neutral: 0, generator });
  const xs = draw();
  const ys = draw();
  return Array.from(xs, (x, i) => perspective(x, ys[i]));
}

const CORNERS: readonly Point[] = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];

/**
 * The homography that brings the moved corners back to the image's own.
 *
 * @param x how far the left and right sides shrink or grow, as fastai draws it
 * @param y the same for top and bottom
 */
export function perspective(x: number, y: number): Matrix3 {
  const moved: readonly Point[] = [
    [-1 - y, -1 - x],
    [-1 + y, 1 + x],
    [1 + y, -1 + x],
    [1 - y, 1 - x],
  ];
  return [...solve(moved.flatMap((from, i) => equations(from, CORNERS[i]))), 1];
}

/** Two rows of the system for the coefficients a … h: `from` lands on `to` after the division. */
function equations([x, y]: Point, [u, v]: Point): number[][] {
  return [
    [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
    [0, 0, 0, x, y, 1, -v * x, -v * y, v],
  ];
}
