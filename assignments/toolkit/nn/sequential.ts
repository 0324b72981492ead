import type * as tf from '@tensorflow/tfjs-core';

import { Module } from './module';

/**
 * Modules one after the other, as `nn.Sequential`; their names are '0', '1', ….
 *
 * @example
 * const layer = new Sequential(new Conv2d(3, 8, 3), new BatchNorm2d(8));
 * layer[0].outChannels; // 8
 */
export class Sequential<T extends Module = Module> extends Module implements Iterable<T> {
  [index: number]: T;
  readonly length: number;

  constructor(...children: T[]) {
    super();
    Object.assign(this, children);
    this.length = children.length;
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    let y: tf.Tensor = x;
    for (const child of this as Iterable<Module>) y = child.call(y);
    return y as tf.Tensor4D;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let i = 0; i < this.length; i++) yield this[i];
  }
}
