import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** The numbers of tensors in the backend's own memory, to be read and written in place. */
export interface Heap {
  inputs: Float32Array[];
  outputs: Float32Array[];
  /** What the kernel returns: the tensors of `outputs`. */
  results: tf.TensorInfo[];
}

/**
 * Opens the memory of a kernel's inputs and allocates its outputs, whose numbers are whatever was there before.
 * The views last until something is allocated, so a kernel opens the heap once.
 */
export function openHeap(backend: BackendWasm, inputs: tf.TensorInfo[], outputShapes: number[][]): Heap {
  // Looking a tensor up brings it here from another device, which allocates, too.
  for (const { dataId } of inputs) backend.dataIdMap.get(dataId);
  const results = outputShapes.map((shape) => backend.makeOutput(shape, 'float32'));
  const view = (info: tf.TensorInfo): Float32Array => backend.typedArrayFromHeap(info) as Float32Array;
  return { inputs: inputs.map(view), outputs: results.map(view), results };
}

/** A result as a tensor that `tf.tidy` frees, to compute with before the kernel is done. */
export function asTensor<T extends tf.Tensor>(result: tf.TensorInfo): T {
  return tf.engine().makeTensorFromTensorInfo(result) as T;
}
