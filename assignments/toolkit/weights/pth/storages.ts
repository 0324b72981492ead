import type { DType } from '../../nn';

/** One of PyTorch's typed storages: the dtype of its elements, and the bytes of one. */
interface StorageType {
  dtype: string;
  bytes: number;
}

/** The storages that a file may name. Not each has elements that are read: `elementsOf` decides. */
export const STORAGES: Readonly<Record<string, StorageType>> = {
  'torch.FloatStorage': { dtype: 'float32', bytes: 4 },
  'torch.DoubleStorage': { dtype: 'float64', bytes: 8 },
  'torch.LongStorage': { dtype: 'int64', bytes: 8 },
  'torch.IntStorage': { dtype: 'int32', bytes: 4 },
  'torch.ByteStorage': { dtype: 'uint8', bytes: 1 },
  'torch.BoolStorage': { dtype: 'bool', bytes: 1 },
  'torch.HalfStorage': { dtype: 'float16', bytes: 2 },
  'torch.BFloat16Storage': { dtype: 'bfloat16', bytes: 2 },
  'torch.CharStorage': { dtype: 'int8', bytes: 1 },
  'torch.ShortStorage': { dtype: 'int16', bytes: 2 },
  'torch.ComplexFloatStorage': { dtype: 'complex64', bytes: 8 },
  'torch.ComplexDoubleStorage': { dtype: 'complex128', bytes: 16 },
  'torch.QInt8Storage': { dtype: 'qint8', bytes: 1 },
  'torch.QUInt8Storage': { dtype: 'quint8', bytes: 1 },
  'torch.QInt32Storage': { dtype: 'qint32', bytes: 4 },
  // Since 2.1, for dtypes that have no storage of their own: the tensor says which.
  'torch.storage.UntypedStorage': { dtype: 'untyped', bytes: 1 },
};

/** The dtypes that can be written. */
export const WRITTEN = ['float32', 'float64', 'int64', 'int32', 'uint8', 'bool'] as const;

/** The storage that a dtype is written as. */
export function storageOf(dtype: DType): string {
  return Object.keys(STORAGES).find((name) => STORAGES[name].dtype === dtype)!;
}
