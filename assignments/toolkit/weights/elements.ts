import type { DType, TensorData } from '../nn/tensor-data';
import { widenBfloat16, widenExponents, widenFloat8, widenHalf } from './small-floats';

/** How the elements of one of PyTorch's dtypes are stored and what they become. */
export interface Elements {
  dtype: DType;
  bytes: number;
  /** The elements of a range that holds whole ones; they may share memory with it. */
  read(bytes: Uint8Array): TensorData['data'];
}

/** The dtypes that are read, by PyTorch's names. Those that this toolkit lacks are widened, which loses nothing. */
const ELEMENTS: Readonly<Record<string, Elements>> = {
  float32: stored('float32', Float32Array),
  float64: stored('float64', Float64Array),
  int64: stored('int64', BigInt64Array),
  int32: stored('int32', Int32Array),
  uint8: stored('uint8', Uint8Array),
  bool: stored('bool', Uint8Array),
  float16: widened('float32', Uint16Array, widenHalf),
  bfloat16: widened('float32', Uint16Array, widenBfloat16),
  float8_e4m3fn: widened('float32', Uint8Array, widenFloat8('float8_e4m3fn')),
  float8_e5m2: widened('float32', Uint8Array, widenFloat8('float8_e5m2')),
  float8_e4m3fnuz: widened('float32', Uint8Array, widenFloat8('float8_e4m3fnuz')),
  float8_e5m2fnuz: widened('float32', Uint8Array, widenFloat8('float8_e5m2fnuz')),
  float8_e8m0fnu: widened('float32', Uint8Array, widenExponents),
  int8: widened('int32', Int8Array, (x) => Int32Array.from(x)),
  int16: widened('int32', Int16Array, (x) => Int32Array.from(x)),
  uint16: widened('int32', Uint16Array, (x) => Int32Array.from(x)),
  uint32: widened('int64', Uint32Array, (x) => BigInt64Array.from(x, BigInt)),
};

/** Throws unless tensors of this dtype are read; `name` is the tensor's. */
export function elementsOf(dtype: string, name: string): Elements {
  if (Object.hasOwn(ELEMENTS, dtype)) return ELEMENTS[dtype];
  throw new Error(`refused: tensor ${name} is ${dtype}${adviceFor(dtype)}`);
}

function adviceFor(dtype: string): string {
  if (dtype.startsWith('complex'))
    return ', and networks here compute with real numbers. In Python, save torch.view_as_real(x) in its place';
  if (/^qu?int/.test(dtype)) return ', which is quantized. In Python, save x.dequantize() in its place';
  return '. In Python, save x.float() in its place';
}

interface ArrayClass<A> {
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): A;
  readonly BYTES_PER_ELEMENT: number;
}

function stored<A extends TensorData['data']>(dtype: DType, Type: ArrayClass<A>): Elements {
  return { dtype, bytes: Type.BYTES_PER_ELEMENT, read: (bytes) => view(bytes, Type) };
}

function widened<A>(dtype: DType, Type: ArrayClass<A>, widen: (x: A) => TensorData['data']): Elements {
  return { dtype, bytes: Type.BYTES_PER_ELEMENT, read: (bytes) => widen(view(bytes, Type)) };
}

function view<A>(bytes: Uint8Array, Type: ArrayClass<A>): A {
  const size = Type.BYTES_PER_ELEMENT;
  // A typed array must start at a multiple of its element's size; a header of odd length prevents that.
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  return new Type(aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
}
