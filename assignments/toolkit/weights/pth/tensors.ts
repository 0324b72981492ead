import type { StateDict, TensorData } from '../../nn';
import { PickleGlobal, type PickleValue, type PickleWorld } from './pickle';
import { STORAGES } from './storages';

/** Finds the bytes of the storage that a pickle calls `key`; undefined when the file has none of that name. */
export type FindStorage = (key: string) => Uint8Array | undefined;

/** A tensor that a pickle described; its elements may not have been read yet, for a legacy file has them at its end. */
export class PickledTensor {
  // eslint-disable-next-line max-params -- the four of torch._utils._rebuild_tensor_v2
  constructor(
    readonly storage: PickledStorage,
    readonly offset: number,
    readonly size: readonly number[],
    readonly stride: readonly number[],
  ) {}
}

/** The storage that a persistent id names. */
export class PickledStorage {
  constructor(
    readonly type: string,
    readonly key: string,
    readonly numel: number,
  ) {}
}

/** Everything that the pickle of a state dict may ask for. */
export const TENSOR_WORLD: PickleWorld = {
  globals: {
    'collections.OrderedDict': () => new Map(),
    'torch._utils._rebuild_tensor_v2': rebuild,
    'torch._utils._rebuild_parameter': (tensor) => tensor,
    ...Object.fromEntries(Object.keys(STORAGES).map((name) => [name, null])),
  },
  persistentLoad,
};

function persistentLoad(id: PickleValue): PickledStorage {
  const [kind, type, key, , numel, view] = Array.isArray(id) ? id : [];
  const known = type instanceof PickleGlobal && type.name in STORAGES;
  if (kind !== 'storage' || !known || typeof key !== 'string' || !isCount(numel)) {
    throw new Error('damaged: a storage is described wrongly in its pickle');
  }
  if (view !== undefined && view !== null)
    throw new Error('refused: it has storage views, which PyTorch gave up in 0.4');
  return new PickledStorage(type.name, key, numel);
}

// eslint-disable-next-line max-params -- called by pickles with PyTorch's parameters
function rebuild(
  storage: PickleValue,
  offset: PickleValue,
  size: PickleValue,
  stride: PickleValue,
): PickledTensor {
  const valid = storage instanceof PickledStorage && isCount(offset) && isCounts(size) && isCounts(stride);
  if (!valid || size.length !== stride.length)
    throw new Error('damaged: a tensor is described wrongly in its pickle');
  return new PickledTensor(storage, offset, size, stride);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}

/**
 * The state dict that a pickle holds.
 *
 * @param key where in the file's dictionary it is, for a checkpoint that holds other things, too
 */
export function toStateDict(value: PickleValue, find: FindStorage, key?: string): StateDict {
  const dictionary = key === undefined ? value : (value instanceof Map ? value : new Map()).get(key);
  if (!(dictionary instanceof Map)) {
    const where = key === undefined ? 'it' : `its "${key}"`;
    throw new Error(
      `no state dict: ${where} is ${kindOf(dictionary)}, expected a dictionary of tensors${keysOf(value)}`,
    );
  }
  const entries = [...dictionary].map(([name, tensor]): [string, TensorData] => {
    if (typeof name === 'string' && tensor instanceof PickledTensor)
      return [name, readTensor(name, tensor, find)];
    throw new Error(
      `no state dict: its "${name}" is ${kindOf(tensor)}, expected a tensor${keysOf(dictionary)}`,
    );
  });
  return new Map(entries);
}

function kindOf(value: PickleValue): string {
  if (value instanceof PickledTensor) return 'a tensor';
  if (value instanceof Map) return 'a dictionary';
  if (Array.isArray(value)) return 'a list';
  return value === undefined || value === null ? 'nothing' : `a ${typeof value}`;
}

/** Tells the reader of a checkpoint which key to ask for. */
function keysOf(value: PickleValue): string {
  if (!(value instanceof Map) || value.size === 0) return '';
  const inner = [...value].filter(([, entry]) => entry instanceof Map).map(([name]) => `"${name}"`);
  return inner.length
    ? `; name the dictionary to read with the option key: ${inner.slice(0, 9).join(', ')}`
    : '';
}

function readTensor(name: string, tensor: PickledTensor, find: FindStorage): TensorData {
  const { storage, size } = tensor;
  const { dtype, bytes, read } = STORAGES[storage.type];
  const stored = find(storage.key);
  if (!stored)
    throw new Error(`damaged: the numbers of tensor ${name} (storage ${storage.key}) are not in the file`);
  if (stored.length !== storage.numel * bytes) {
    throw new Error(
      `damaged: the storage of tensor ${name} needs ${storage.numel * bytes} bytes, the file has ${stored.length}`,
    );
  }
  const range = rangeOf(name, tensor);
  const elements = read(stored.subarray(tensor.offset * bytes, (tensor.offset + range) * bytes));
  return { dtype, shape: [...size], data: isContiguous(tensor) ? elements : gather(tensor, elements) };
}

/** How many elements lie between the tensor's first and its last. */
function rangeOf(name: string, { storage, offset, size, stride }: PickledTensor): number {
  const count = size.reduce((product, length) => product * length, 1);
  const range = count === 0 ? 0 : size.reduce((last, length, i) => last + (length - 1) * stride[i], 1);
  // A view may repeat elements, but one larger than what it looks at would let a small file ask for any memory.
  if (offset + range <= storage.numel && count <= storage.numel) return range;
  throw new Error(`damaged: tensor ${name} of shape [${size.join(', ')}] reaches beyond its storage`);
}

function isContiguous({ size, stride }: PickledTensor): boolean {
  let expected = 1;
  for (let i = size.length - 1; i >= 0; i--) {
    if (size[i] !== 1 && stride[i] !== expected) return false;
    expected *= size[i];
  }
  return true;
}

/** The elements of a strided view in row-major order. */
function gather<A extends TensorData['data']>({ size, stride }: PickledTensor, elements: A): A {
  const count = size.reduce((product, length) => product * length, 1);
  const out = new (elements.constructor as new (length: number) => A)(count);
  const index = size.map(() => 0);
  let from = 0;
  for (let to = 0; to < count; to++) {
    out[to] = elements[from];
    for (let axis = size.length - 1; axis >= 0; axis--) {
      from += stride[axis];
      if (++index[axis] < size[axis]) break;
      from -= stride[axis] * size[axis];
      index[axis] = 0;
    }
  }
  return out;
}
