import { bernoulli, uniform } from '../../random';
import type { Augmentation } from './augmentation';
import { gate } from './draws';
import { product, type Matrix3 } from './matrix3';

/**
 * Draws one matrix for each of `n` images: flip, then rotation, then zoom. It maps a point of the result to
 * the point of the image where its colour is found, both from −1 to 1 across the image.
 */
export function drawAffine(n: number, options: Augmentation): Matrix3[] {
  const flips = options.doFlip ? drawFlips(n, options) : identities(n);
  const rotations = options.maxRotate > 0 ? drawRotations(n, options) : identities(n);
  const hasZoom = options.minZoom < 1 || options.maxZoom > 1;
  const zooms = hasZoom ? drawZooms(n, options) : identities(n);
  return flips.map((flip, i) => product(flip, rotations[i], zooms[i]));
}

const IDENTITY: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

function identities(n: number): Matrix3[] {
  return Array.from({ length: n }, () => IDENTITY);
}

function drawFlips(n: number, { generator }: Augmentation): Matrix3[] {
  return Array.from(bernoulli(n, 0.5, generator), (flipped) => [1 - 2 * flipped, 0, 0, 0, 1, 0, 0, 0, 1]);
}

function drawRotations(n: number, { maxRotate, pAffine, generator }: Augmentation): Matrix3[] {
  const degrees = uniform(n, -maxRotate, maxRotate, generator);
  return Array.from(gate(degrees, { p: pAffine, neutral: 0, generator }), (angle) => {
    const theta = (angle * Math.PI) / 180;
    return [Math.cos(theta), Math.sin(theta), 0, -Math.sin(theta), Math.cos(theta), 0, 0, 0, 1];
  });
}

function drawZooms(n: number, { minZoom, maxZoom, pAffine, generator }: Augmentation): Matrix3[] {
  const factors = gate(uniform(n, minZoom, maxZoom, generator), { p: pAffine, neutral: 1, generator });
  const columns = uniform(n, 0, 1, generator);
  const rows = uniform(n, 0, 1, generator);
  return Array.from(factors, (factor, i) => {
    const s = 1 / factor;
    // The part of the image that stays visible lies anywhere, not only in the middle.
    const [dx, dy] = [(1 - s) * (2 * columns[i] - 1), (1 - s) * (2 * rows[i] - 1)];
    return [s, 0, dx, 0, s, dy, 0, 0, 1];
  });
}
