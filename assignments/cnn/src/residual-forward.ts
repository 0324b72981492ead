import type * as tf from '@tensorflow/tfjs-core';
import type { ResidualBlockBase } from 'boletim/toolkit';

/**
 * The forward pass of a residual block.
 *
 *     x ──► conv1 ─► bn1 ─► relu ─► conv2 ─► bn2 ──► + ──► relu ──►
 *     └────────────────► downsample ─────────────────┘
 *
 * You need: `block.conv1.call(x)`, and in the same way `bn1`, `conv2`, `bn2` and `downsample`, which gives x itself
 * or x brought to the new shape; `relu(x)` from 'boletim/toolkit'; and `a.add(b)`.
 *
 * @param block holds the layers of the drawing; nothing in it needs to be created or changed
 * @param x `[n, h, w, c]`
 * @returns `[n, h / stride, w / stride, channels]`
 */
export function residualForward(block: ResidualBlockBase, x: tf.Tensor4D): tf.Tensor {
  // TODO: write this function, and delete the next line.
  throw new Error('NotImplemented');
}
