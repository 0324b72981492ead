import * as tf from '@tensorflow/tfjs-core';

import { through } from './gradient';

interface Pool {
  filterSize: number | number[];
  strides: number | number[];
  pad: 'valid' | 'same' | number | [number, number][];
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Borders = [number, number][];

/** Means over windows that reach over the border divide by what lies inside; the gradient of tfjs by the whole window. */
export function avgPool(own: tf.GradConfig, dimensions: 2 | 3): tf.GradConfig {
  const { gradFunc } = through<Pool>(own.kernelName, [['x']], ({ x }, pool) => {
    const { borders, window } = windowsOf(x.shape, pool, dimensions);
    const sums = (image: tf.Tensor): tf.Tensor => {
      const padded = tf.pad(image, borders);
      return dimensions === 2
        ? tf.avgPool(padded as tf.Tensor4D, window as [number, number], pool.strides as number, 'valid')
        : tf.avgPool3d(
            padded as tf.Tensor5D,
            window as [number, number, number],
            pool.strides as number,
            'valid',
          );
    };
    return tf.div(sums(x), sums(tf.onesLike(x)));
  });
  return {
    ...own,
    gradFunc: (dy, saved, attributes) => {
      const { borders } = windowsOf(saved[0].shape, attributes as unknown as Pool, dimensions);
      return (borders.flat().some((width) => width > 0) ? gradFunc : own.gradFunc)(dy, saved, attributes);
    },
  };
}

/** How wide a border the padding stands for, and the window. */
function windowsOf(
  shape: number[],
  { filterSize, strides, pad, dimRoundingMode }: Pool,
  dimensions: 2 | 3,
): { borders: Borders; window: number[] } {
  if (dimensions === 2) {
    const info = tf.backend_util.computePool2DInfo(
      shape as [number, number, number, number],
      filterSize as number,
      strides as number,
      1,
      pad as 'same',
      dimRoundingMode,
    );
    const { top, bottom, left, right } = info.padInfo;
    const borders: Borders = [[0, 0], [top, bottom], [left, right], [0, 0]]; // prettier-ignore
    return { borders, window: [info.filterHeight, info.filterWidth] };
  }
  const info = tf.backend_util.computePool3DInfo(
    shape as [number, number, number, number, number],
    filterSize as number,
    strides as number,
    1,
    pad as 'same',
    dimRoundingMode,
  );
  const { front, back, top, bottom, left, right } = info.padInfo;
  const borders: Borders = [[0, 0], [front, back], [top, bottom], [left, right], [0, 0]]; // prettier-ignore
  return { borders, window: [info.filterDepth, info.filterHeight, info.filterWidth] };
}

/** The values alone; the places have no gradient. */
export function maxPoolWithArgmax(): tf.GradConfig {
  return through<Pool>(tf.MaxPoolWithArgmax, [['x']], ({ x }, { filterSize, strides, pad }) =>
    tf.maxPool(x as tf.Tensor4D, filterSize as number, strides as number, pad as 'same'),
  );
}
