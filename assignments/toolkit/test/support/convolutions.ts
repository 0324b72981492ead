import * as tf from '@tensorflow/tfjs-core';
import { Generator, uniform } from '../../random';

export type Shape = [number, number, number, number];
type Pad = number | 'valid' | 'same';

export interface Convolution {
  shape: Shape;
  filterShape: Shape;
  strides: [number, number];
  pad: Pad;
}

const KERNELS = [1, 2, 3, 5];
const PADS: Pad[] = ['valid', 'same', 1, 2];
const convolution = (kernel: number, strides: [number, number], pad: Pad): Convolution => {
  return { shape: [2, 7, 6, 3], filterShape: [kernel, kernel, 3, 4], strides, pad };
};

export const CONVOLUTIONS: Convolution[] = [
  ...KERNELS.flatMap((kernel) => [
    ...[1, 2, 3].flatMap((stride) => PADS.map((pad) => convolution(kernel, [stride, stride], pad))),
    // With padding in numbers, tfjs reckons with one stride for both directions.
    convolution(kernel, [2, 1], 'valid'),
    convolution(kernel, [1, 2], 'same'),
  ]),
  // Panels of 16 outputs, whole and in part; pairs of channels with and without a partner.
  ...[1, 2, 8].flatMap((channels) =>
    [1, 15, 16, 17, 40].map((outputs): Convolution => {
      return { shape: [1, 5, 9, channels], filterShape: [3, 3, channels, outputs], strides: [1, 1], pad: 1 };
    }),
  ),
  // Enough tiles for Winograd's algorithm, with odd and even sides, and outputs that are no whole panel.
  ...([1, 'valid', 'same', 2] as const).flatMap((pad) =>
    [
      [4, 16],
      [8, 20],
      [20, 4],
      [16, 36],
    ].map(([channels, outputs]): Convolution => {
      const [h, w] = channels === 8 ? [11, 14] : [12, 13];
      return { shape: [2, h, w, channels], filterShape: [3, 3, channels, outputs], strides: [1, 1], pad };
    }),
  ),
  // Blocks of tiles that end within an image, and one that does not.
  { shape: [3, 17, 15, 4], filterShape: [3, 3, 4, 4], strides: [1, 1], pad: 1 },
  // Sides for which small tiles are better, even and odd; then an image that is one large tile, and a border of two.
  ...(
    [
      [4, 6, 6, 1],
      [6, 5, 6, 1],
      [9, 3, 2, 1],
      [8, 4, 4, 1],
      [8, 4, 4, 2],
      [8, 6, 6, 'valid'],
    ] as const
  ).flatMap(([n, h, w, pad]) =>
    [4, 36].map((channels): Convolution => {
      return { shape: [n, h, w, channels], filterShape: [3, 3, channels, 20], strides: [1, 1], pad };
    }),
  ),
  // More tiles than are multiplied at a time, and more channels and outputs than a unit has.
  { shape: [1, 50, 46, 4], filterShape: [3, 3, 4, 8], strides: [1, 1], pad: 1 },
  { shape: [2, 9, 10, 24], filterShape: [3, 3, 24, 68], strides: [1, 1], pad: 1 },
  // Tiles of each size, and channels of which the last are fewer than are multiplied at a time: fewer outputs, and more.
  ...[
    [4, 5],
    [2, 9],
    [2, 12],
  ].flatMap(([n, side]) =>
    [4, 68].map((outputs): Convolution => {
      return { shape: [n, side, side, 68], filterShape: [3, 3, 68, outputs], strides: [1, 1], pad: 1 };
    }),
  ),
  // More pixels than are summed at a time.
  { shape: [3, 37, 21, 3], filterShape: [7, 7, 3, 17], strides: [2, 2], pad: 3 },
  // Wide windows two pixels apart, with tiles that reach over the border, more channels than are multiplied at a time, and both
  // sides cut.
  { shape: [3, 37, 21, 3], filterShape: [7, 7, 3, 20], strides: [2, 2], pad: 3 },
  { shape: [2, 30, 33, 17], filterShape: [7, 7, 17, 4], strides: [2, 2], pad: 'same' },
  { shape: [2, 32, 31, 2], filterShape: [8, 8, 2, 36], strides: [2, 2], pad: 2 },
  { shape: [4, 27, 32, 1], filterShape: [8, 7, 1, 16], strides: [2, 2], pad: 'valid' },
  // Windows that see nothing but padding, along the width and along the height.
  { shape: [2, 7, 1, 4], filterShape: [1, 1, 4, 4], strides: [3, 3], pad: 1 },
  { shape: [2, 1, 7, 4], filterShape: [1, 1, 4, 4], strides: [3, 3], pad: 1 },
];

function operands({ shape, filterShape }: Convolution, generator: Generator): [tf.Tensor4D, tf.Tensor4D] {
  const x = tf.tensor4d(uniform(shape, -1, 1, generator), shape);
  return [x, tf.tensor4d(uniform(filterShape, -1, 1, generator), filterShape)];
}

export function convolve(convolution: Convolution): tf.Tensor {
  const [x, filter] = operands(convolution, new Generator(2));
  return tf.conv2d(x, filter, convolution.strides, convolution.pad);
}

/** dx and dfilter with ones flowing in. */
export function convolutionGradients(convolution: Convolution): tf.Tensor[] {
  const { strides, pad } = convolution;
  const generator = new Generator(2);
  const [x, filter] = operands(convolution, generator);
  const y = tf.conv2d(x, filter, strides, pad);
  const dy = tf.tensor4d(uniform(y.shape, -1, 1, generator), y.shape);
  return tf.grads((x, filter) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad))(
    [x, filter],
    dy,
  );
}
