import type { DType, TensorData } from '../../nn';

/** One of PyTorch's typed storages and the elements it holds. */
interface StorageType {
  dtype: DType;
  bytes: number;
  /** The elements of whole-element bytes, which are copied: they may start anywhere in the file. */
  read(bytes: Uint8Array): TensorData['data'];
}

/** The storages that are read and written, by PyTorch's names. */
export const STORAGES: Readonly<Record<string, StorageType>> = {
  'torch.FloatStorage': storage('float32', Float32Array),
  'torch.DoubleStorage': storage('float64', Float64Array),
  'torch.LongStorage': storage('int64', BigInt64Array),
  'torch.IntStorage': storage('int32', Int32Array),
  'torch.ByteStorage': storage('uint8', Uint8Array),
  'torch.BoolStorage': storage('bool', Uint8Array),
};

/** The storage that a dtype is written as. */
export function storageOf(dtype: DType): string {
  return Object.keys(STORAGES).find((name) => STORAGES[name].dtype === dtype)!;
}

interface ArrayClass<A> {
  new (buffer: ArrayBufferLike): A;
  readonly BYTES_PER_ELEMENT: number;
}

function storage<A extends TensorData['data']>(dtype: DType, Type: ArrayClass<A>): StorageType {
  return { dtype, bytes: Type.BYTES_PER_ELEMENT, read: (bytes) => new Type(new Uint8Array(bytes).buffer) };
}
