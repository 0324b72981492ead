import * as tf from '@tensorflow/tfjs-core';

import type { Call, Calls } from './call';

type Size = [number, number];

const SIZES: Size[] = [[6, 7], [2, 3], [5, 4], [1, 1]]; // prettier-ignore
/** Where a pixel of the result lies in the image: `alignCorners` and `halfPixelCenters`. */
const PLACES = { '': [false, false], ' aligned': [true, false], ' half': [false, true] } as const;

const RESIZED: Calls = Object.fromEntries(
  SIZES.flatMap((size) =>
    Object.entries(PLACES).flatMap(([name, options]): [string, Call][] => [
      [
        `resizeBilinear ${size.join(' x ')}${name}`,
        (x) => tf.image.resizeBilinear(x as tf.Tensor4D, size, ...options),
      ],
      [
        `resizeNearestNeighbor ${size.join(' x ')}${name}`,
        (x) => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, size, ...options),
      ],
    ]),
  ),
);

/** Images in other sizes and colours, and signals by their frequencies. */
export const IMAGES: Calls = {
  ...RESIZED,
  'image.grayscaleToRGB': (x) => tf.image.grayscaleToRGB(x as tf.Tensor4D),
  'image.rgbToGrayscale': (x) => tf.image.rgbToGrayscale(x as tf.Tensor4D),
  'image.cropAndResize': (x, boxes) =>
    tf.image.cropAndResize(x as tf.Tensor4D, boxes as tf.Tensor2D, tf.tensor1d([0, 1], 'int32'), [2, 3]),
  complex: (a, b) => parts(tf.complex(a, b)),
  'abs of complex': (a, b) => tf.abs(tf.complex(a, b)),
  'mul of complex': (a, b) => parts(tf.mul(tf.complex(a, b), tf.complex(a, b))),
  'add of complex': (a, b) => parts(tf.add(tf.complex(a, b), tf.complex(a, b))),
  fft: (a, b) => parts(tf.fft(tf.complex(a, b))),
  ifft: (a, b) => parts(tf.ifft(tf.complex(a, b))),
  rfft: (x) => parts(tf.rfft(x)),
  irfft: (x) => tf.irfft(tf.rfft(x)),
  'signal.frame': (x) => tf.signal.frame(x as tf.Tensor1D, 4, 2),
  'signal.stft': (x) => parts(tf.signal.stft(x as tf.Tensor1D, 4, 2, 4)),
};

function parts(z: tf.Tensor): tf.Tensor[] {
  return [tf.real(z), tf.imag(z)];
}
