import * as tf from '@tensorflow/tfjs-core';

import type { Matrix3 } from './matrix3';

/** An image of float values, channels interleaved. */
interface Image {
  pixels: Float32Array;
  h: number;
  w: number;
  c: number;
}

/** `gridSample` as a loop over the numbers, for devices whose memory is ours to read. */
export function sampleOnHost(images: tf.Tensor4D, matrices: readonly Matrix3[]): tf.Tensor4D {
  const [, h, w, c] = images.shape;
  const length = h * w * c;
  const pixels = images.dataSync<'float32'>();
  const out = new Float32Array(images.size);
  matrices.forEach((matrix, i) => {
    const [start, end] = [i * length, (i + 1) * length];
    sampleImage({ pixels: pixels.subarray(start, end), h, w, c }, matrix, out.subarray(start, end));
  });
  return tf.tensor4d(out, images.shape);
}

function sampleImage({ pixels, h, w, c }: Image, matrix: Matrix3, out: Float32Array): void {
  const [xx, xy, x0, yx, yy, y0, zx, zy, z0] = matrix;
  let o = 0;
  for (let row = 0; row < h; row++) {
    for (let column = 0; column < w; column++) {
      // On the horizon of a perspective, z is 0 and any position will do.
      const z = zx * column + zy * row + z0 || 1;
      const x = mirror((xx * column + xy * row + x0) / z, w);
      const y = mirror((yx * column + yy * row + y0) / z, h);
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [fx, fy] = [x - left, y - top];
      const p = (top * w + left) * c;
      // On the last row or column the neighbour's share is zero; any pixel that exists will do.
      const right = left < w - 1 ? c : 0;
      const down = top < h - 1 ? w * c : 0;
      for (let k = p; k < p + c; k++) {
        const above = pixels[k] * (1 - fx) + pixels[k + right] * fx;
        const below = pixels[k + down] * (1 - fx) + pixels[k + down + right] * fx;
        out[o++] = above * (1 - fy) + below * fy;
      }
    }
  }
}

/** The position 0 … size − 1 that a position on the endlessly mirrored axis shows. */
function mirror(position: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  return Math.abs(position - period * Math.floor(position / period + 0.5));
}
