import { numel, type TensorData } from '../nn/tensor-data';

/** Throws unless a file whose format knows these dtypes can hold the tensor so that others read it. */
export function requireWritable(
  name: string,
  { dtype, shape, data }: TensorData,
  dtypes: readonly string[],
): void {
  if (!dtypes.includes(dtype)) {
    throw new Error(`Tensor ${name} has dtype ${dtype}. Convert it to one of ${dtypes.join(', ')}.`);
  }
  if (data.length !== numel(shape)) {
    throw new Error(
      `Tensor ${name} of shape [${shape.join(', ')}] needs ${numel(shape)} elements, it has ${data.length}.`,
    );
  }
}
