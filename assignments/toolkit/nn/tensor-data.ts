/** What a state dict's tensors can be made of; the names are PyTorch's without the `torch.`. */
export type DType = 'float32' | 'float64' | 'int32' | 'int64' | 'uint8' | 'bool';

/** A tensor as plain data: elements in row-major order, in PyTorch's layout (filters are OIHW, linear [out, in]). */
export interface TensorData {
  dtype: DType;
  shape: readonly number[];
  data: Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;
}

/** A tensor whose elements are read when it is their turn. */
export interface UnreadTensor extends Pick<TensorData, 'dtype' | 'shape'> {
  read(): TensorData;
}

/** A model's values by PyTorch's names, in PyTorch's order. */
export type StateDict = Map<string, TensorData>;

/** How many elements a shape has; 1 for a scalar's []. */
export function numel(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A new array with the elements as float32, whatever they were. */
export function toFloat32(data: TensorData['data']): Float32Array {
  return data instanceof BigInt64Array ? Float32Array.from(data, Number) : new Float32Array(data);
}
