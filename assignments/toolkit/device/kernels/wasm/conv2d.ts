import * as tf from '@tensorflow/tfjs-core';

import { conv2dOf } from './convolution';
import type { Workspace } from './workspace';

interface Conv2dCall {
  /** x [n, h, w, in] and a filter [kernel, kernel, in, out]. */
  inputs: { x: tf.Tensor4D; filter: tf.Tensor4D };
  attrs: tf.Conv2DAttrs;
}

type Result = tf.TensorInfo | tf.TensorInfo[];

/** [n, h', w', out]. `withGaps` computes what few ask for: filters with gaps between their taps. */
export function conv2d(withGaps: tf.KernelFunc) {
  return (work: Workspace, call: Conv2dCall): Result => {
    const { x, filter } = call.inputs;
    const { strides, dilations, pad, dimRoundingMode, dataFormat } = call.attrs;
    const info = tf.backend_util.computeConv2DInfo(
      ...([x.shape, filter.shape, strides, dilations, pad, dimRoundingMode] as const),
    );
    const hasGaps = info.dilationHeight > 1 || info.dilationWidth > 1;
    if (hasGaps || dataFormat !== 'NHWC') return withGaps({ ...call, backend: work.backend } as never);
    return conv2dOf(work, call.inputs, info);
  };
}
