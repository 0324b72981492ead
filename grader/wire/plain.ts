/** What may cross between the two processes: data, never behaviour. */
export type Plain =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | PlainTensor
  | PlainTypedArray
  | PlainReference
  | Plain[]
  | Map<Plain, Plain>
  | Set<Plain>
  | { [key: string]: Plain };

export type TensorDtype = 'float32' | 'int32' | 'bool';

/**
 * A tensor as data: elements in row-major order. A class, so that `instanceof` tells a tensor from a student's object
 * with the same three keys.
 *
 * @example
 * const x = new PlainTensor('int32', [3], Int32Array.of(1, 2, 3));
 * expect(x.shape).to.deep.equal([3]);
 * expect(await evaluate((_, { x }) => x, { x })).to.be.instanceOf(PlainTensor);
 */
export class PlainTensor {
  constructor(
    readonly dtype: TensorDtype,
    readonly shape: readonly number[],
    readonly data: Float32Array | Int32Array | Uint8Array,
  ) {}
}

/** A file of fixtures/<id>/inputs, by name: the sandbox reads it itself. Only ever sent towards the sandbox. */
export class PlainReference {
  constructor(
    readonly as: 'input' | 'path',
    readonly name: string,
  ) {}
}

export const TYPED_ARRAYS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

export type TypedArrayName = keyof typeof TYPED_ARRAYS;
export type PlainTypedArray = InstanceType<(typeof TYPED_ARRAYS)[TypedArrayName]>;

export const TENSOR_ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/**
 * Bounds of one message. Both sides keep them; the trusted side enforces them. A whole ResNet-18 is 47 MB of raw
 * bytes in 122 blobs; everything else is far smaller.
 */
export const LIMITS = {
  frameBytes: 128 * 1024 * 1024,
  jsonBytes: 8 * 1024 * 1024,
  depth: 64,
  nodes: 250_000,
  blobs: 20_000,
  rank: 8,
  /** Keys of all Maps and items of all Sets: V8 hashes numbers without a seed, so colliding keys cost their square. */
  keys: 10_000,
} as const;

/** A message that breaks the wire's rules. */
export class WireError extends Error {
  override name = 'WireError';
}
