import fs from 'node:fs';

import type { StateDict, TensorData } from '../../nn/tensor-data';
import { requireWritable } from '../require-writable';
import { FORMAT_NAMES } from './dtypes';
import { METADATA } from './header';

/** Writes a state dict as a safetensors file, which Python reads with `safetensors.torch.load_file`. */
export function writeSafetensors(stateDict: StateDict, path: string): void {
  fs.writeFileSync(path, encodeSafetensors(stateDict));
}

/** The bytes that `writeSafetensors` writes. */
export function encodeSafetensors(stateDict: StateDict): Uint8Array {
  // Wide elements first, so that each tensor starts at a multiple of its element's size.
  const tensors = [...stateDict].toSorted(([, a], [, b]) => elementSize(b) - elementSize(a));
  const data = tensors.map(([, tensor]) => bytesOf(tensor));
  return Buffer.concat([...encodeHeader(tensors), ...data]);
}

function encodeHeader(tensors: [string, TensorData][]): Uint8Array[] {
  let position = 0;
  const entries = tensors.map(([name, tensor]) => {
    if (name === METADATA)
      throw new Error(`The format keeps the name ${METADATA} to itself: rename the tensor.`);
    requireWritable(name, tensor, Object.keys(FORMAT_NAMES));
    const start = position;
    position += tensor.data.byteLength;
    const { dtype, shape } = tensor;
    return [name, { dtype: FORMAT_NAMES[dtype], shape, data_offsets: [start, position] }];
  });
  const json = Buffer.from(JSON.stringify({ [METADATA]: { format: 'pt' }, ...Object.fromEntries(entries) }));
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  return [length, json, padding];
}

function elementSize({ data }: TensorData): number {
  return data.BYTES_PER_ELEMENT;
}

function bytesOf({ data }: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
