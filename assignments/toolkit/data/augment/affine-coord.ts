import type * as tf from '@tensorflow/tfjs-core';

import type { TensorImage } from '../tensor-image';
import { drawAffine } from './affine';
import type { Augmentation } from './augmentation';
import { gridSample } from './grid-sample';
import { product, type Matrix3 } from './matrix3';
import { RandTransform } from './rand-transform';
import { drawWarps } from './warp';

interface Geometry {
  affine: Matrix3;
  warp: Matrix3;
}

/** All changes of geometry at once, so that each image is interpolated only once. */
export class AffineCoordTfm extends RandTransform<Geometry[]> {
  override readonly order = 30;
  readonly #options: Augmentation;

  constructor(options: Augmentation) {
    super();
    this.#options = options;
  }

  protected override draw(n: number): Geometry[] {
    const affine = drawAffine(n, this.#options);
    const warps = this.#options.maxWarp > 0 ? drawWarps(n, this.#options) : undefined;
    return affine.map((matrix, i) => ({ affine: matrix, warp: warps?.[i] ?? [1, 0, 0, 0, 1, 0, 0, 0, 1] }));
  }

  protected override augment(images: TensorImage<tf.Rank.R4>, geometries: Geometry[]): tf.Tensor {
    const [, h, w] = images.shape;
    const matrices = geometries.map(({ affine, warp }) =>
      product(toPixels(h, w), warp, keepAngles(affine, h / w), fromPixels(h, w)),
    );
    return gridSample(images, matrices);
  }
}

/** Coordinates from −1 to 1 are shorter along the shorter side: without this, a rotation would shear. */
function keepAngles([a, b, c, d, e, f]: Matrix3, heightByWidth: number): Matrix3 {
  return [a, b * heightByWidth, c, d / heightByWidth, e, f, 0, 0, 1];
}

/** From pixel positions, where (0, 0) is the first pixel's centre, to −1 … 1. */
function fromPixels(h: number, w: number): Matrix3 {
  const [sx, sy] = [w > 1 ? 2 / (w - 1) : 0, h > 1 ? 2 / (h - 1) : 0];
  return [sx, 0, w > 1 ? -1 : 0, 0, sy, h > 1 ? -1 : 0, 0, 0, 1];
}

function toPixels(h: number, w: number): Matrix3 {
  const [sx, sy] = [(w - 1) / 2, (h - 1) / 2];
  return [sx, 0, sx, 0, sy, sy, 0, 0, 1];
}
