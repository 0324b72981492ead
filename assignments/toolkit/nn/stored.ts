import * as tf from '@tensorflow/tfjs-core';

import { disposeUnseen, noteDisposal, whoFreed } from '../device/index';
import { toDevice, toPyTorchOrder, type Layout } from './layout';
import { toFloat32, type TensorData, type UnreadTensor } from './tensor-data';

/** A value that a module keeps in its state dict under a name. */
export interface Stored extends UnreadTensor {
  /** PyTorch's shape. */
  readonly shape: readonly number[];
  /** What it becomes when a state dict leaves it out; undefined where none may. */
  readonly whenMissing: TensorData | undefined;
  /** A copy of the value in PyTorch's layout. */
  read(): TensorData;
  /** Takes over `source`, whose shape was checked. A float32 array is not copied before it is computed with. */
  write(source: TensorData): void;
  dispose(): void;
}

/** Tells a module's state from its other properties. */
export function isStored(value: unknown): value is Stored {
  return value instanceof StoredTensor || value instanceof Counter;
}

/** What a tensor starts as. */
export interface StoredTensorSpec {
  /** PyTorch's shape. */
  shape: readonly number[];
  layout?: Layout;
  /** Elements in PyTorch's order; not called before somebody needs them. */
  init: () => Float32Array;
}

/**
 * A float32 tensor of a module. It stays in host memory until it is first computed with, so a model that is
 * built only to be loaded, read or looked at costs no device memory and no rearranging.
 */
export abstract class StoredTensor implements Stored {
  readonly dtype = 'float32';
  readonly shape: readonly number[];
  readonly layout: Layout;
  readonly whenMissing = undefined;
  #init: (() => Float32Array) | undefined;
  #host: Float32Array | undefined;
  #variable: tf.Variable | undefined;

  constructor({ shape, layout = 'plain', init }: StoredTensorSpec) {
    this.shape = Object.freeze([...shape]);
    this.layout = layout;
    this.#init = init;
  }

  /** The device's tensor, created on the current device at first use: a filter's shape is [h, w, in, out]. */
  get value(): tf.Variable {
    this.#variable ??= this.#upload();
    return this.#variable;
  }

  read(): TensorData {
    return { dtype: 'float32', shape: [...this.shape], data: this.#readValues() };
  }

  write({ data }: TensorData): void {
    this.#init = undefined;
    this.#host = data instanceof Float32Array ? data : toFloat32(data);
    if (this.#variable) this.#assign(this.#variable);
  }

  dispose(): void {
    noteDisposal(this);
    this.#variable?.dispose();
    this.#variable = undefined;
    this.#init = undefined;
    this.#host = undefined;
  }

  /** Whether gradients reach the device's tensor. */
  protected abstract get trainable(): boolean;

  /** The device's tensor if there is one already. */
  protected get existing(): tf.Variable | undefined {
    return this.#variable;
  }

  #upload(): tf.Variable {
    const initial = this.#takeTensor();
    const variable = tf.variable(initial, this.trainable);
    disposeUnseen(initial);
    return variable;
  }

  /** In place, because optimizers hold on to the variable. */
  #assign(variable: tf.Variable): void {
    const next = this.#takeTensor();
    variable.assign(next);
    disposeUnseen(next);
  }

  #takeTensor(): tf.Tensor {
    const tensor = toDevice(this.#host ?? this.#initial(), this);
    this.#host = undefined;
    this.#init = undefined;
    return tensor;
  }

  #readValues(): Float32Array {
    if (this.#variable) return toPyTorchOrder(this, this.#variable.dataSync<'float32'>());
    return this.#host?.slice() ?? this.#initial();
  }

  /** Worked out anew each time: keeping it would double the memory of models that are read and then used. */
  #initial(): Float32Array {
    if (this.#init) return this.#init();
    throw new Error(`A value of a module is used after it was ${whoFreed(this)}. Build the module again.`);
  }
}

/** A count that belongs to a module's state: an int64 scalar in PyTorch, an ordinary number here. */
export class Counter implements Stored {
  readonly dtype = 'int64';
  readonly shape: readonly number[] = [];
  /** Weight files older than the count do not have it: PyTorch then counts from 0. */
  readonly whenMissing: TensorData = { dtype: 'int64', shape: [], data: BigInt64Array.of(0n) };
  value = 0;

  read(): TensorData {
    return { dtype: 'int64', shape: [], data: BigInt64Array.of(BigInt(this.value)) };
  }

  write({ data }: TensorData): void {
    this.value = Number(data[0]);
  }

  dispose(): void {
    // A number holds no device memory.
  }
}
