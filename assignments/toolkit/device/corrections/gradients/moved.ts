import * as tf from '@tensorflow/tfjs-core';

import { through, type Slopes } from './gradient';

/** The border is the image once more, backwards: what flows into it flows on into the image. */
export function mirrorPad(): tf.GradConfig {
  return through<tf.MirrorPadAttrs>(tf.MirrorPad, [['x']], ({ x }, { paddings, mode }) =>
    paddings.reduce((padded, [before, after], axis) => {
      const edge = mode === 'reflect' ? 1 : 0;
      const length = x.shape[axis];
      const start = mirrored(padded, { axis, begin: edge, count: before });
      const end = mirrored(padded, { axis, begin: length - after - edge, count: after });
      return tf.concat([start, padded, end], axis);
    }, x),
  );
}

function mirrored(
  x: tf.Tensor,
  { axis, begin, count }: { axis: number; begin: number; count: number },
): tf.Tensor {
  const at = x.shape.map((_, i) => (i === axis ? begin : 0));
  const size = x.shape.map((length, i) => (i === axis ? count : length));
  return tf.reverse(tf.slice(x, at, size), axis);
}

/** Every copy sends its gradient back: axis after axis, as [before, copies, axis, after]. */
export function tile(): tf.GradConfig {
  return {
    kernelName: tf.Tile,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes): Slopes => {
      const { reps } = attributes as unknown as tf.TileAttrs;
      const add = (sum: tf.Tensor, copies: number, axis: number): tf.Tensor => {
        if (copies === 1) return sum;
        const before = tf.util.sizeFromShape(sum.shape.slice(0, axis));
        const shape = sum.shape.map((length, i) => (i === axis ? x.shape[i] : length));
        const parted = tf.reshape(sum, [before, copies, x.shape[axis], -1]);
        return tf.reshape(tf.sum(parted, 1), shape);
      };
      return { x: () => reps.reduce(add, dy as tf.Tensor) };
    },
  };
}

export function depthToSpace(): tf.GradConfig {
  return through<tf.DepthToSpaceAttrs>(tf.DepthToSpace, [['x']], ({ x }, { blockSize: b, dataFormat }) => {
    if (dataFormat === 'NCHW') {
      const [n, c, h, w] = x.shape;
      const blocks = tf.transpose(tf.reshape(x, [n, b, b, c / (b * b), h, w]), [0, 3, 4, 1, 5, 2]);
      return tf.reshape(blocks, [n, c / (b * b), h * b, w * b]);
    }
    const [n, h, w, c] = x.shape;
    const blocks = tf.transpose(tf.reshape(x, [n, h, w, b, b, c / (b * b)]), [0, 1, 3, 2, 4, 5]);
    return tf.reshape(blocks, [n, h * b, w * b, c / (b * b)]);
  });
}

export function diag(): tf.GradConfig {
  return through(tf.Diag, [['x']], ({ x }) =>
    tf.reshape(tf.mul(tf.eye(x.size), tf.reshape(x, [x.size])), [...x.shape, ...x.shape]),
  );
}

/** Every step of each axis by its index, backwards or forwards. */
export function stridedSlice(): tf.GradConfig {
  return through<tf.StridedSliceAttrs>(tf.StridedSlice, [['x']], ({ x }, attributes) => {
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
    const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
    const info = tf.slice_util.sliceInfo(x.shape, begin, end, strides, ...masks);
    const picked = info.finalShapeSparse.reduce<tf.Tensor>((rest, count, axis) => {
      const indices = Array.from({ length: count }, (_, i) => info.begin[axis] + i * info.strides[axis]);
      return tf.gather(rest, tf.tensor1d(indices, 'int32'), axis);
    }, x);
    return tf.reshape(picked, info.finalShape);
  });
}

export function gatherNd(): tf.GradConfig {
  return {
    kernelName: tf.GatherNd,
    inputsToSave: ['params', 'indices'],
    gradFunc: (dy, [params, indices]): Slopes => ({
      params: () => tf.scatterND(indices, dy as tf.Tensor, params.shape),
    }),
  };
}

export function scatterNd(): tf.GradConfig {
  return {
    kernelName: tf.ScatterNd,
    inputsToSave: ['indices'],
    gradFunc: (dy, [indices]): Slopes => ({ updates: () => tf.gatherND(dy as tf.Tensor, indices) }),
  };
}

export function tensorScatterUpdate(): tf.GradConfig {
  return {
    kernelName: tf.TensorScatterUpdate,
    inputsToSave: ['indices', 'updates'],
    gradFunc: (dy, [indices, updates]): Slopes => ({
      tensor: () => tf.tensorScatterUpdate(dy as tf.Tensor, indices, tf.zerosLike(updates)),
      updates: () => tf.gatherND(dy as tf.Tensor, indices),
    }),
  };
}

export function sparseToDense(): tf.GradConfig {
  return {
    kernelName: tf.SparseToDense,
    inputsToSave: ['sparseIndices', 'sparseValues'],
    gradFunc: (dy, [sparseIndices, sparseValues]): Slopes => {
      const { rank } = dy as tf.Tensor;
      const places = (): tf.Tensor => tf.reshape(sparseIndices, [-1, rank]);
      const values = (): tf.Tensor => tf.gatherND(dy as tf.Tensor, places()); // one for each place
      return {
        sparseValues: () =>
          sparseValues.rank === 0 ? tf.sum(values()) : tf.reshape(values(), sparseValues.shape),
        defaultValue: () => tf.sub(tf.sum(dy as tf.Tensor), tf.sum(values())),
      };
    },
  };
}

/** Pieces of an axis: one piece alone comes without the list that tfjs expects. */
export function pieces(
  kernelName: string,
  input: string,
  join: (dys: tf.Tensor[], axis: number) => tf.Tensor,
): tf.GradConfig {
  return {
    kernelName,
    gradFunc: (dy, _saved, attributes): Slopes => {
      const { axis } = attributes as unknown as { axis: number };
      return { [input]: () => join([dy].flat(), axis) };
    },
  };
}
