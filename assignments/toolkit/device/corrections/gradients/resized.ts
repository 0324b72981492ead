import * as tf from '@tensorflow/tfjs-core';

import { through } from './gradient';

interface Resize {
  size: [number, number];
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

/** Each pixel of the result is a sum of pixels: two matrices, one for rows and one for columns, say of which. */
export function resized(kernelName: string, weightsOf: (line: Line) => Weight[]): tf.GradConfig {
  return through<Resize>(kernelName, [['images']], ({ images }, { size, ...options }) => {
    const [n, h, w, c] = images.shape;
    const rows = matrix({ length: h, wanted: size[0], ...options }, weightsOf); // [h', h]
    const columns = matrix({ length: w, wanted: size[1], ...options }, weightsOf); // [w', w]
    const tall = along(rows, tf.reshape(images, [n, h, w * c])); // [n, h', w·c]
    const wide = along(columns, tf.reshape(tall, [n * size[0], w, c])); // [n·h', w', c]
    return tf.reshape(wide, [n, ...size, c]);
  });
}

/** One side of an image, how long it will be, and where its pixels are. */
interface Line extends Omit<Resize, 'size'> {
  length: number;
  wanted: number;
}

/** How much of pixel `from` is in pixel `to`. */
interface Weight {
  to: number;
  from: number;
  amount: number;
}

/** Between two pixels, each as much as the other is far away. */
export function bilinear(line: Line): Weight[] {
  return placesOf(line).flatMap((place, to) => {
    const at = Math.max(0, place);
    const low = Math.floor(at);
    const amount = at - low;
    return [
      { to, from: low, amount: 1 - amount },
      { to, from: Math.min(low + 1, line.length - 1), amount },
    ];
  });
}

/** The pixel that a place lies in, or beside when the corners are aligned. */
export function nearest(line: Line): Weight[] {
  const { length, alignCorners, halfPixelCenters } = line;
  return placesOf(line).map((place, to) => {
    const at = halfPixelCenters ? place + 0.5 : place;
    const pixel = alignCorners ? Math.round(at) : Math.floor(at);
    return { to, from: Math.min(Math.max(pixel, 0), length - 1), amount: 1 };
  });
}

function placesOf({ length, wanted, alignCorners, halfPixelCenters }: Line): number[] {
  const scale = alignCorners && wanted > 1 ? (length - 1) / (wanted - 1) : length / wanted;
  const half = halfPixelCenters ? 0.5 : 0;
  return Array.from({ length: wanted }, (_, i) => (i + half) * scale - half);
}

function matrix(line: Line, weightsOf: (line: Line) => Weight[]): tf.Tensor2D {
  const numbers = new Float32Array(line.wanted * line.length);
  for (const { to, from, amount } of weightsOf(line)) numbers[to * line.length + from] += amount;
  return tf.tensor2d(numbers, [line.wanted, line.length]);
}

/** The matrix times each of the n matrices. */
function along(weights: tf.Tensor2D, x: tf.Tensor3D): tf.Tensor3D {
  return tf.matMul(tf.expandDims(weights, 0) as tf.Tensor3D, x);
}
