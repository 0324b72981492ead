import type { DType, TensorData } from '../../nn';
import { widenBfloat16, widenHalf } from './half';

/** How one dtype of the format is stored and what it becomes. */
export interface StoredDType {
  dtype: DType;
  bytes: number;
  /** The elements of a range that holds whole elements; they may share memory with it. */
  read(bytes: Uint8Array): TensorData['data'];
}

/** The format's dtypes that this toolkit understands. The halves are widened to float32, which loses nothing. */
export const DTYPES: Readonly<Record<string, StoredDType>> = {
  F64: stored('float64', Float64Array),
  F32: stored('float32', Float32Array),
  F16: { dtype: 'float32', bytes: 2, read: (bytes) => widenHalf(view(bytes, Uint16Array)) },
  BF16: { dtype: 'float32', bytes: 2, read: (bytes) => widenBfloat16(view(bytes, Uint16Array)) },
  I64: stored('int64', BigInt64Array),
  I32: stored('int32', Int32Array),
  U8: stored('uint8', Uint8Array),
  BOOL: stored('bool', Uint8Array),
};

/** What the format calls a dtype. */
export const FORMAT_NAMES: Readonly<Record<DType, string>> = {
  float64: 'F64',
  float32: 'F32',
  int64: 'I64',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
};

interface ArrayClass<A> {
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): A;
  readonly BYTES_PER_ELEMENT: number;
}

function stored<A extends TensorData['data']>(dtype: DType, Type: ArrayClass<A>): StoredDType {
  return { dtype, bytes: Type.BYTES_PER_ELEMENT, read: (bytes) => view(bytes, Type) };
}

function view<A>(bytes: Uint8Array, Type: ArrayClass<A>): A {
  const size = Type.BYTES_PER_ELEMENT;
  // A typed array must start at a multiple of its element's size; a header of odd length prevents that.
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  return new Type(aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
}
