import * as tf from '@tensorflow/tfjs-core';

import type { Calls } from './call';

const indices = (...values: number[]): tf.Tensor1D => tf.tensor1d(values, 'int32');
const places = (...values: number[][]): tf.Tensor2D => tf.tensor2d(values, undefined, 'int32');

/** Functions that move numbers about, and those that make them from nothing. */
export const SHAPES: Calls = {
  batchToSpaceND: (x) => tf.batchToSpaceND(x, [2, 2], [[0, 0], [0, 0]]), // prettier-ignore
  broadcastTo: (x) => tf.broadcastTo(x, [2, 3, 4]),
  cast: (x) => tf.cast(x, 'int32'),
  'cast to bool': (x) => tf.cast(x, 'bool'),
  concat: (a, b) => tf.concat([a, b], 1),
  depthToSpace: (x) => tf.depthToSpace(x as tf.Tensor4D, 2),
  ensureShape: (x) => tf.ensureShape(x, [2, 3, 4]),
  expandDims: (x) => tf.expandDims(x, 1),
  flatten: (x) => x.flatten(),
  gather: (x) => tf.gather(x, indices(2, 0, 2), 1),
  'gather batches': (x) => tf.gather(x, places([1, 0], [2, 2]), 1, 1),
  gatherND: (x) => tf.gatherND(x, places([0, 2], [1, 0])),
  'linalg.bandPart': (x) => tf.linalg.bandPart(x, 1, 1),
  meshgrid: (a, b) => tf.meshgrid(a, b),
  'mirrorPad reflect': (x) => tf.mirrorPad(x, [[0, 0], [1, 2]], 'reflect'), // prettier-ignore
  'mirrorPad reflect of rows': (x) => tf.mirrorPad(x, [[1, 2], [2, 1]], 'reflect'), // prettier-ignore
  'mirrorPad symmetric': (x) => tf.mirrorPad(x, [[0, 0], [1, 2]], 'symmetric'), // prettier-ignore
  oneHot: (x) => tf.oneHot(x, 4, 1, 0, 'float32'),
  pad: (x) => tf.pad(x, [[1, 0], [2, 1]], 3), // prettier-ignore
  reshape: (x) => tf.reshape(x, [4, 6]),
  reverse: (x) => tf.reverse(x, [0, 2]),
  scatterND: (x) => tf.scatterND(places([2], [0]), x, [4, 2]),
  slice: (x) => tf.slice(x, [0, 1, 2], [2, 2, 2]),
  spaceToBatchND: (x) => tf.spaceToBatchND(x, [2, 2], [[0, 0], [0, 0]]), // prettier-ignore
  sparseToDense: (x) => tf.sparseToDense(indices(0, 3), x, [5], 0),
  'gatherND twice': (x) => tf.gatherND(x, places([0, 2], [0, 2])),
  'split into one': (x) => tf.split(x, [3], 1),
  'unstack into one': (x) => tf.unstack(x, 0),
  'stridedSlice backwards': (x) => tf.stridedSlice(x, [0, 4], [2, -6], [1, -2]),
  'spaceToBatchND padded': (x) => tf.spaceToBatchND(x, [2, 2], [[0, 1], [1, 0]]), // prettier-ignore
  split: (x) => tf.split(x, [1, 3], 2),
  stack: (a, b) => tf.stack([a, b], 1),
  stridedSlice: (x) => tf.stridedSlice(x, [0, 0, 1], [2, 3, 4], [1, 2, 2]),
  tensorScatterUpdate: (x, updates) => tf.tensorScatterUpdate(x, places([2], [0]), updates),
  tile: (x) => tf.tile(x, [2, 1, 3]),
  transpose: (x) => tf.transpose(x, [2, 0, 1]),
  unstack: (x) => tf.unstack(x, 1),
  booleanMask: (mask, x) => tf.booleanMaskAsync(x, mask),
  'concat of int32': (x) => tf.concat([x, x], 1),
  'gather of int32': (x) => tf.gather(x, indices(1, 0, 1)),
  'pad of int32': (x) => tf.pad(x, [[0, 0], [1, 1]]), // prettier-ignore
  'reverse of int32': (x) => tf.reverse(x, 1),
  'slice of int32': (x) => tf.slice(x, [0, 0], [2, 1]),
  'stack of int32': (x) => tf.stack([x, x]),
  'tile of int32': (x) => tf.tile(x, [2, 2]),
  'concat of five axes': (x) => tf.concat([x, x], 3),
  'gather of five axes': (x) => tf.gather(x, indices(2, 0), 2),
  'max of five axes': (x) => tf.max(x, [2, 4]),
  'mean of five axes': (x) => tf.mean(x, [1, 3]),
  'pad of five axes': (x) => tf.pad(x, [[0, 0], [0, 0], [1, 1], [0, 1], [1, 0]]), // prettier-ignore
  'reverse of five axes': (x) => tf.reverse(x, [2, 4]),
  'slice of five axes': (x) => tf.slice(x, [0, 0, 1, 0, 0], [2, 1, 2, 2, 1]),
  'sum of five axes': (x) => tf.sum(x, [0, 2]),
  'tile of five axes': (x) => tf.tile(x, [1, 2, 1, 1, 2]),
  'transpose of five axes': (x) => tf.transpose(x, [4, 2, 0, 3, 1]),
  'transpose of six axes': (x) => tf.transpose(x, [5, 0, 3, 1, 4, 2]),
  eye: () => tf.eye(3, 4),
  fill: () => tf.fill([2, 3], 0.5),
  linspace: () => tf.linspace(-1, 2, 7),
  ones: () => tf.ones([2, 3]),
  range: () => tf.range(-1, 2, 0.5),
  zeros: () => tf.zeros([2, 3]),
  'mean of many numbers': () => tf.mean(tf.fill([1024, 1024], 0.1)),
  'sum of many numbers': () => tf.sum(tf.fill([1024, 1024], 0.1), 0),
  'avgPool of many numbers': () => tf.avgPool(tf.fill([1, 256, 256, 1], 0.1) as tf.Tensor4D, 256, 1, 'valid'),
  'signal.hammingWindow': () => tf.signal.hammingWindow(8),
  'signal.hannWindow': () => tf.signal.hannWindow(8),
  'signal.hannWindow of odd length': () => tf.signal.hannWindow(9),
};
