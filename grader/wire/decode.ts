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

export interface DecodeOptions {
  /** Whether references to input files may occur: only on the way into the sandbox. */
  references?: boolean;
}

/**
 * Builds data from tagged JSON and raw bytes, trusting neither. Whatever does not follow the rules is a WireError;
 * nothing is allocated before its length has been checked, and no byte twice; `__proto__` is dropped.
 */
export function decode(json: unknown, blobs: Uint8Array[], options: DecodeOptions = {}): Plain {
  const { nodes, keys } = LIMITS;
  const message = { blobs: [...blobs], nodes, keys, references: options.references === true };
  const value = decodeNode(json, { message, depth: 0 });
  if (message.blobs.some((blob) => blob !== TAKEN)) throw new WireError('bytes that no value points to');
  return value;
}

interface Context {
  /** What the whole message shares. */
  message: { blobs: Uint8Array[]; nodes: number; keys: number; references: boolean };
  depth: number;
}

/** Stands in the place of a blob that a value has taken: two values never share one, or a frame could be multiplied. */
const TAKEN = new Uint8Array(0);

function decodeNode(node: unknown, { message, depth }: Context): Plain {
  message.nodes -= 1;
  if (message.nodes < 0) throw new WireError(`more than ${LIMITS.nodes} values in one message`);
  if (depth > LIMITS.depth) throw new WireError(`a value nested more than ${LIMITS.depth} levels deep`);
  if (node === null || typeof node === 'boolean' || typeof node === 'string') return node;
  if (typeof node === 'number') return node;
  if (!Array.isArray(node) || typeof node[0] !== 'string') throw new WireError('an untagged value');
  const decoder = Object.hasOwn(DECODERS, node[0]) ? DECODERS[node[0]] : undefined;
  if (!decoder) throw new WireError(`the unknown tag ${JSON.stringify(node[0].slice(0, 20))}`);
  return decoder(node.slice(1), { message, depth: depth + 1 });
}

const SPECIAL_NUMBERS: Record<string, number> = {
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
};

const DECODERS: Record<string, (rest: unknown[], context: Context) => Plain> = {
  u: (rest) => void parts(rest, 0),
  n: (rest) => {
    const [name] = parts(rest, 1);
    if (typeof name !== 'string' || !Object.hasOwn(SPECIAL_NUMBERS, name))
      throw new WireError('a special number that does not exist');
    return SPECIAL_NUMBERS[name]!;
  },
  i: (rest) => {
    const [digits] = parts(rest, 1);
    if (typeof digits !== 'string' || !/^-?\d{1,1000}$/.test(digits))
      throw new WireError('a bigint that is not one');
    return BigInt(digits);
  },
  a: (rest, context) => rest.map((item) => decodeNode(item, context)),
  s: (rest, context) => new Set(keyed(rest, 1, context).map((item) => decodeNode(item, context))),
  m: (rest, context) =>
    new Map(
      pairs(keyed(rest, 2, context)).map(([key, item]) => [
        decodeNode(key, context),
        decodeNode(item, context),
      ]),
    ),
  o: decodeObject,
  b: decodeTypedArray,
  t: decodeTensor,
  r: decodeReference,
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

function decodeTypedArray(rest: unknown[], { message }: Context): PlainTypedArray {
  const [name, index] = parts(rest, 2);
  if (typeof name !== 'string' || !Object.hasOwn(TYPED_ARRAYS, name))
    throw new WireError('a typed array of no known type');
  const ArrayType = TYPED_ARRAYS[name as TypedArrayName];
  if (blobAt(message.blobs, index).byteLength % ArrayType.BYTES_PER_ELEMENT !== 0)
    throw new WireError('a typed array of a broken length');
  return new ArrayType(takeCopy(message.blobs, index));
}

function decodeTensor(rest: unknown[], { message }: Context): PlainTensor {
  const [dtype, shape, index] = parts(rest, 3);
  if (typeof dtype !== 'string' || !Object.hasOwn(TENSOR_ARRAYS, dtype))
    throw new WireError('a tensor of no known dtype');
  if (!Array.isArray(shape) || shape.length > LIMITS.rank || !shape.every(isSize))
    throw new WireError('a tensor whose shape is not one');
  const ArrayType = TENSOR_ARRAYS[dtype as TensorDtype];
  const bytes = shape.reduce((product: number, size: number) => product * size, ArrayType.BYTES_PER_ELEMENT);
  if (bytes !== blobAt(message.blobs, index).byteLength)
    throw new WireError('a tensor whose data does not fill its shape');
  return new PlainTensor(dtype as TensorDtype, shape, new ArrayType(takeCopy(message.blobs, index)));
}

function decodeReference(rest: unknown[], { message }: Context): PlainReference {
  const [as, name] = parts(rest, 2);
  if (!message.references) throw new WireError('a reference to a file');
  if ((as !== 'input' && as !== 'path') || typeof name !== 'string')
    throw new WireError('a reference to nothing');
  return new PlainReference(as, name);
}

/** A copy starts at a multiple of eight, which a view into the frame does not. */
function takeCopy(blobs: Uint8Array[], index: unknown): ArrayBuffer {
  // Not slice(): on a Buffer that is a view.
  const { buffer } = new Uint8Array(blobAt(blobs, index));
  blobs[index as number] = TAKEN;
  return buffer;
}

function blobAt(blobs: Uint8Array[], index: unknown): Uint8Array {
  const blob = Number.isInteger(index) ? blobs[index as number] : undefined;
  if (!blob) throw new WireError('a value whose bytes are not there');
  if (blob === TAKEN) throw new WireError('two values with the same bytes');
  return blob;
}

function isSize(size: unknown): size is number {
  return Number.isInteger(size) && (size as number) >= 0 && (size as number) <= LIMITS.frameBytes;
}

function keyed(rest: unknown[], partsPerKey: number, { message }: Context): unknown[] {
  message.keys -= rest.length / partsPerKey;
  if (message.keys < 0) throw new WireError(`more than ${LIMITS.keys} entries in Maps and Sets`);
  return rest;
}

function pairs(rest: unknown[]): [unknown, unknown][] {
  if (rest.length % 2 !== 0) throw new WireError('a key without a value');
  return Array.from({ length: rest.length / 2 }, (_, index) => [rest[2 * index], rest[2 * index + 1]]);
}

function parts(rest: unknown[], count: number): unknown[] {
  if (rest.length !== count) throw new WireError('a tag with too many or too few parts');
  return rest;
}
