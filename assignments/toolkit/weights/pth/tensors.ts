import type { StateDict, TensorData } from '../../nn';
import { elementsOf } from '../elements';
import type { PickledTensor, TensorSpec, UnreadTensor } from './pickled-tensor';
import { STORAGES } from './storages';
import type { PickleValue } from './values';

/** Finds the bytes of the storage that a pickle calls `key`; undefined when the file has none of that name. */
export type FindStorage = (key: string) => Uint8Array | undefined;

/** What a file holds before its tensors are read. */
export interface Decoded {
  value: PickleValue;
  find: FindStorage;
}

/** Reads the numbers of the tensors that a pickle described. */
export function readTensors(
  tensors: ReadonlyMap<string, PickledTensor | UnreadTensor>,
  find: FindStorage,
): StateDict {
  const budget = { bytes: MOST_BYTES };
  return new Map([...tensors].map(([name, tensor]) => [name, readTensor(name, tensor, { find, budget })]));
}

/** Views may repeat elements: without a limit, a small file could ask for any memory. */
const MOST_BYTES = 8 * 2 ** 30;

interface Source {
  find: FindStorage;
  /** What may still be read. */
  budget: { bytes: number };
}

function readTensor(name: string, tensor: PickledTensor | UnreadTensor, source: Source): TensorData {
  if ('kind' in tensor) {
    const { kind, advice } = tensor;
    throw new Error(`refused: tensor ${name} is ${kind}. In Python, save ${advice} in its place`);
  }
  const { spec } = tensor;
  const { dtype, bytes, read } = elementsOf(spec.dtype, name);
  const stored = storageBytes(name, spec, source.find);
  const available = Math.floor(stored.length / bytes);
  const range = rangeOf(name, spec, available);
  spend(source.budget, { name, bytes: count(spec.size) * bytes });
  // Copied: it may start anywhere in the file, and tensors may share it.
  const elements = read(new Uint8Array(stored.subarray(spec.offset * bytes, (spec.offset + range) * bytes)));
  const data = isContiguous(spec) ? elements : gather(spec, elements);
  return { dtype, shape: [...spec.size], data: spec.negated ? negate(data) : data };
}

function storageBytes(name: string, { storage }: TensorSpec, find: FindStorage): Uint8Array {
  const stored = find(storage.key);
  if (!stored)
    throw new Error(`damaged: the numbers of tensor ${name} (storage ${storage.key}) are not in the file`);
  const needed = storage.numel * STORAGES[storage.type].bytes;
  if (stored.length === needed) return stored;
  throw new Error(
    `damaged: the storage of tensor ${name} needs ${needed} bytes, the file has ${stored.length}`,
  );
}

/** How many elements lie between the tensor's first and its last. */
function rangeOf(name: string, { offset, size, stride }: TensorSpec, available: number): number {
  const range = count(size) === 0 ? 0 : size.reduce((last, length, i) => last + (length - 1) * stride[i], 1);
  if (offset + range <= available) return range;
  throw new Error(`damaged: tensor ${name} of shape [${size.join(', ')}] reaches beyond its storage`);
}

function count(size: readonly number[]): number {
  return size.reduce((product, length) => product * length, 1);
}

function spend(budget: Source['budget'], { name, bytes }: { name: string; bytes: number }): void {
  budget.bytes -= bytes;
  if (budget.bytes >= 0) return;
  throw new Error(
    `refused: with tensor ${name}, its tensors have more than ${MOST_BYTES / 2 ** 30} GiB of elements. ` +
      'In Python, save fewer of them in a file',
  );
}

function isContiguous({ size, stride }: TensorSpec): boolean {
  let expected = 1;
  for (let i = size.length - 1; i >= 0; i--) {
    if (size[i] !== 1 && stride[i] !== expected) return false;
    expected *= size[i];
  }
  return true;
}

/** The elements of a strided view in row-major order. */
function gather<A extends TensorData['data']>({ size, stride }: TensorSpec, elements: A): A {
  const length = count(size);
  const out = new (elements.constructor as new (length: number) => A)(length);
  const index = size.map(() => 0);
  let from = 0;
  for (let to = 0; to < length; to++) {
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

function negate<A extends TensorData['data']>(data: A): A {
  return data instanceof BigInt64Array
    ? (data.map((x) => -x) as A)
    : ((data as Float32Array).map((x) => -x) as A);
}
