import fs from 'node:fs';

import { numel, type DType, type StateDict, type TensorData, type UnreadTensor } from '../../nn/tensor-data';
import { requireWritable } from '../require-writable';
import { FORMAT_NAMES } from './dtypes';
import { METADATA } from './header';

/** Writes a state dict as a safetensors file, which Python reads with `safetensors.torch.load_file`. */
export function writeSafetensors(stateDict: StateDict, path: string): void {
  fs.writeFileSync(path, encodeSafetensors(stateDict));
}

/** The bytes that `writeSafetensors` writes. */
export function encodeSafetensors(stateDict: StateDict): Uint8Array {
  const tensors = inOrder([...stateDict]);
  for (const [name, tensor] of tensors) requireWritable(name, tensor, Object.keys(FORMAT_NAMES));
  return Buffer.concat([...encodeHeader(tensors), ...tensors.map(([, tensor]) => bytesOf(tensor))]);
}

/** The same bytes piece by piece: there are never more than one tensor's elements in memory. */
export async function* safetensorsPieces(
  tensors: [string, UnreadTensor][],
  read: (tensor: UnreadTensor) => Promise<TensorData>,
): AsyncGenerator<Uint8Array> {
  const ordered = inOrder(tensors);
  yield* encodeHeader(ordered);
  for (const [name, unread] of ordered) {
    const tensor = await read(unread);
    requireWritable(name, tensor, [unread.dtype]);
    yield bytesOf(tensor);
  }
}

/** Wide elements first, so that each tensor starts at a multiple of its element's size. */
function inOrder<T extends Pick<TensorData, 'dtype'>>(tensors: [string, T][]): [string, T][] {
  return tensors.toSorted(([, a], [, b]) => ELEMENT_BYTES[b.dtype] - ELEMENT_BYTES[a.dtype]);
}

function encodeHeader(tensors: [string, Pick<TensorData, 'dtype' | 'shape'>][]): Uint8Array[] {
  let position = 0;
  const entries = tensors.map(([name, { dtype, shape }]) => {
    if (name === METADATA)
      throw new Error(`The format keeps the name ${METADATA} to itself: rename the tensor.`);
    const start = position;
    position += numel(shape) * ELEMENT_BYTES[dtype];
    return [name, { dtype: FORMAT_NAMES[dtype], shape, data_offsets: [start, position] }];
  });
  const json = Buffer.from(JSON.stringify({ [METADATA]: { format: 'pt' }, ...Object.fromEntries(entries) }));
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  return [length, json, padding];
}

const ELEMENT_BYTES: Readonly<Record<DType, number>> = {
  float64: 8,
  int64: 8,
  float32: 4,
  int32: 4,
  uint8: 1,
  bool: 1,
};

function bytesOf({ data }: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
