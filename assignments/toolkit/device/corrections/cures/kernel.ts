import * as tf from '@tensorflow/tfjs-core';

/** What a kernel is called with; inputs are tensors, as an operation hands them over. */
export interface Call<A = Record<string, unknown>> {
  inputs: Record<string, tf.Tensor>;
  backend: tf.KernelBackend;
  attrs: A;
}

/** A kernel composed of operations; what lies between is freed. */
export function composed<A>(compute: (call: Call<A>) => tf.Tensor): tf.KernelFunc {
  return (call) => tf.tidy(() => compute(call as unknown as Call<A>));
}

/** What another kernel makes of a call, as a tensor for operations. */
export function resultOf(kernel: tf.KernelFunc, call: Call<unknown>): tf.Tensor {
  const info = [kernel(call as never)].flat()[0];
  return info instanceof tf.Tensor ? info : tf.engine().makeTensorFromTensorInfo(info);
}
