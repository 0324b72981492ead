import {
  LIMITS,
  PlainReference,
  PlainTensor,
  TENSOR_ARRAYS,
  TYPED_ARRAYS,
  WireError,
  type Plain,
  type PlainTypedArray,
  type TensorDtype,
  type TypedArrayName,
} from './plain';

/**
 * Builds data from tagged JSON and raw bytes, trusting neither. Whatever does not follow the rules is a WireError;
 * nothing is allocated before its length has been checked; `__proto__` is dropped.
 */
export function decode(json: unknown, blobs: Uint8Array[]): Plain {
  const budget = { nodes: LIMITS.nodes };
  return decodeNode(json, { blobs, budget, depth: 0 });
}

interface Context {
  blobs: Uint8Array[];
  budget: { nodes: number };
  depth: number;
}

function decodeNode(node: unknown, context: Context): Plain {
  context.budget.nodes -= 1;
  if (context.budget.nodes < 0) throw new WireError(`more than ${LIMITS.nodes} values in one message`);
  if (context.depth > LIMITS.depth) throw new WireError(`nested more than ${LIMITS.depth} levels deep`);
  if (node === null || typeof node === 'boolean' || typeof node === 'string') return node;
  if (typeof node === 'number') return node;
  if (!Array.isArray(node) || typeof node[0] !== 'string') throw new WireError('an untagged value');
  const decoder = Object.hasOwn(DECODERS, node[0]) ? DECODERS[node[0]] : undefined;
  if (!decoder) throw new WireError(`unknown tag "${String(node[0]).slice(0, 20)}"`);
  return decoder(node.slice(1), { ...context, depth: context.depth + 1 });
}

const SPECIAL_NUMBERS: Record<string, number> = {
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
};

const DECODERS: Record<string, (rest: unknown[], context: Context) => Plain> = {
  u: (rest) => expectLength(rest, 0) && undefined,
  n: ([name]) => {
    if (typeof name !== 'string' || !Object.hasOwn(SPECIAL_NUMBERS, name))
      throw new WireError('not a special number');
    return SPECIAL_NUMBERS[name]!;
  },
  i: ([digits]) => {
    if (typeof digits !== 'string' || !/^-?\d{1,1000}$/.test(digits)) throw new WireError('not a bigint');
    return BigInt(digits);
  },
  a: (rest, context) => rest.map((item) => decodeNode(item, context)),
  s: (rest, context) => new Set(rest.map((item) => decodeNode(item, context))),
  m: (rest, context) =>
    new Map(pairs(rest).map(([key, item]) => [decodeNode(key, context), decodeNode(item, context)])),
  o: decodeObject,
  b: decodeTypedArray,
  t: decodeTensor,
  r: ([as, name]) => {
    if ((as !== 'input' && as !== 'path') || typeof name !== 'string') throw new WireError('not a reference');
    return new PlainReference(as, name);
  },
};

function decodeObject(rest: unknown[], context: Context): Plain {
  const object: { [key: string]: Plain } = {};
  for (const [key, item] of pairs(rest)) {
    if (typeof key !== 'string') throw new WireError('a key that is not a string');
    const value = decodeNode(item, context);
    if (key === '__proto__') continue;
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return object;
}

function decodeTypedArray([name, index]: unknown[], { blobs }: Context): PlainTypedArray {
  if (typeof name !== 'string' || !Object.hasOwn(TYPED_ARRAYS, name))
    throw new WireError('not a typed array');
  const { buffer, byteLength } = copyOf(blobs, index);
  const ArrayType = TYPED_ARRAYS[name as TypedArrayName];
  if (byteLength % ArrayType.BYTES_PER_ELEMENT !== 0) throw new WireError('a typed array of a broken length');
  return new ArrayType(buffer);
}

function decodeTensor([dtype, shape, index]: unknown[], { blobs }: Context): PlainTensor {
  if (typeof dtype !== 'string' || !Object.hasOwn(TENSOR_ARRAYS, dtype))
    throw new WireError('not a tensor dtype');
  if (!Array.isArray(shape) || shape.length > LIMITS.rank || !shape.every(isSize))
    throw new WireError('not a shape');
  const ArrayType = TENSOR_ARRAYS[dtype as TensorDtype];
  const bytes =
    shape.reduce((product: number, size: number) => product * size, 1) * ArrayType.BYTES_PER_ELEMENT;
  if (bytes !== blobAt(blobs, index).byteLength)
    throw new WireError('a tensor whose data does not fill its shape');
  return new PlainTensor(dtype as TensorDtype, shape, new ArrayType(copyOf(blobs, index).buffer));
}

/** A copy starts at a multiple of eight, which a view into the frame does not. */
function copyOf(blobs: Uint8Array[], index: unknown): { buffer: ArrayBuffer; byteLength: number } {
  // Not slice(): on a Buffer that is a view.
  const { buffer } = new Uint8Array(blobAt(blobs, index));
  return { buffer, byteLength: buffer.byteLength };
}

function blobAt(blobs: Uint8Array[], index: unknown): Uint8Array {
  const blob = Number.isInteger(index) ? blobs[index as number] : undefined;
  if (!blob) throw new WireError('raw bytes that are not there');
  return blob;
}

function isSize(size: unknown): size is number {
  return Number.isSafeInteger(size) && (size as number) >= 0;
}

function pairs(rest: unknown[]): [unknown, unknown][] {
  if (rest.length % 2 !== 0) throw new WireError('a key without a value');
  return Array.from({ length: rest.length / 2 }, (_, index) => [rest[2 * index], rest[2 * index + 1]]);
}

function expectLength(rest: unknown[], length: number): true {
  if (rest.length !== length) throw new WireError('a tag with too many parts');
  return true;
}
