import fs from 'node:fs';

import { numel, type StateDict, type TensorData } from '../../nn/tensor-data';
import { FORMAT_NAMES } from './dtypes';

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
    requireWhole(name, tensor);
    const start = position;
    position += tensor.data.byteLength;
    const { dtype, shape } = tensor;
    return [name, { dtype: FORMAT_NAMES[dtype], shape, data_offsets: [start, position] }];
  });
  const json = Buffer.from(
    JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) }),
  );
  const padding = Buffer.alloc((8 - (json.length % 8)) % 8, ' ');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length + padding.length));
  return [length, json, padding];
}

function requireWhole(name: string, { shape, data }: TensorData): void {
  if (data.length === numel(shape)) return;
  throw new Error(
    `Tensor ${name} of shape [${shape.join(', ')}] needs ${numel(shape)} elements, it has ${data.length}.`,
  );
}

function elementSize({ data }: TensorData): number {
  return data.BYTES_PER_ELEMENT;
}

function bytesOf({ data }: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
