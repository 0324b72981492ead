import * as tf from '@tensorflow/tfjs-core';

/** Corrects the plain JavaScript backend: its max pooling passes NaN over. */
export function registerCpuKernels(): void {
  if (isRegistered) return;
  isRegistered = true;
  const kernel = tf.getKernel(tf.MaxPool, BACKEND);
  tf.unregisterKernel(tf.MaxPool, BACKEND);
  tf.registerKernel({ ...kernel, kernelFunc: maxPool(kernel.kernelFunc) });
}

const BACKEND = 'cpu';
/** A second time would correct what is correct. */
let isRegistered = false;

interface Cpu extends tf.KernelBackend {
  data: { get(id: tf.DataId): { values: tf.TypedArray } };
  makeTensorInfo(shape: number[], dtype: tf.DataType, values: tf.TypedArray): tf.TensorInfo;
}

/** The largest number under each window, or NaN where there is one as in PyTorch. */
function maxPool(withoutNaN: tf.KernelFunc): tf.KernelFunc {
  return (call) => {
    const { x } = call.inputs as Record<'x', tf.TensorInfo>;
    const cpu = call.backend as Cpu;
    const result = withoutNaN(call) as tf.TensorInfo;
    const valuesOf = ({ dataId }: tf.TensorInfo): tf.TypedArray => cpu.data.get(dataId).values;
    // Most images have none, and looking takes less time than one more pooling.
    if (!valuesOf(x).some(Number.isNaN)) return result;
    const marks = cpu.makeTensorInfo(
      x.shape,
      'float32',
      Float32Array.from(valuesOf(x), (v) => +Number.isNaN(v)),
    );
    const pooled = withoutNaN({ ...call, inputs: { x: marks } }) as tf.TensorInfo;
    const isMarked = valuesOf(pooled);
    const values = valuesOf(result).map((value, i) => (isMarked[i] > 0 ? NaN : value));
    for (const { dataId } of [marks, pooled, result]) cpu.disposeData(dataId);
    return cpu.makeTensorInfo(result.shape, result.dtype, values);
  };
}
