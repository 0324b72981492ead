import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { StateDict, TensorData } from '../../nn';
import { requireWritable } from '../require-writable';
import { storageOf, WRITTEN } from './storages';

/**
 * Writes a state dict as a file that PyTorch opens with `torch.load(path)`.
 *
 * @throws Error naming a tensor that no file can hold, before anything is written
 */
export async function writePth(stateDict: StateDict, file: string): Promise<void> {
  for (const [name, tensor] of stateDict) requireWritable(name, tensor, WRITTEN);
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const folder = path.parse(file).name;
  const add = (name: string, bytes: Buffer): void => zip.addBuffer(bytes, `${folder}/${name}`, ENTRY);
  add('data.pkl', pickle(stateDict));
  for (const [i, { data }] of [...stateDict.values()].entries()) {
    add(`data/${i}`, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  }
  add('version', Buffer.from('3\n'));
  zip.end();
  await pipeline(zip.outputStream, fs.createWriteStream(file));
}

/** PyTorch reads no compressed entries; a fixed time makes equal weights equal files. */
const ENTRY = { compress: false, mtime: new Date(1980, 0, 1), forceDosTimestamp: true } as const;

/** The pickle of an OrderedDict of tensors, in protocol 2. */
function pickle(stateDict: StateDict): Buffer {
  const parts = [PROTOCOL_2, ...global('collections', 'OrderedDict'), EMPTY_TUPLE, REDUCE, MARK];
  for (const [i, [name, tensor]] of [...stateDict].entries())
    parts.push(text(name), ...describe(`${i}`, tensor));
  return Buffer.concat([...parts, SETITEMS, STOP]);
}

/** _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks) */
function describe(key: string, { dtype, shape, data }: TensorData): Buffer[] {
  const [module, name] = storageOf(dtype).split('.');
  const storage = [
    MARK,
    text('storage'),
    ...global(module, name),
    text(key),
    text('cpu'),
    integer(data.length),
    TUPLE,
    PERSISTENT,
  ];
  const hooks = [...global('collections', 'OrderedDict'), EMPTY_TUPLE, REDUCE];
  const view = [integer(0), ...tuple(shape), ...tuple(contiguous(shape)), NEWFALSE];
  return [
    ...global('torch._utils', '_rebuild_tensor_v2'),
    MARK,
    ...storage,
    ...view,
    ...hooks,
    TUPLE,
    REDUCE,
  ];
}

const op = (code: number, ...operand: number[]): Buffer => Buffer.from([code, ...operand]);
const PROTOCOL_2 = op(0x80, 2);
const MARK = op(0x28);
const EMPTY_TUPLE = op(0x29);
const TUPLE = op(0x74);
const REDUCE = op(0x52);
const PERSISTENT = op(0x51);
const NEWFALSE = op(0x89);
const SETITEMS = op(0x75);
const STOP = op(0x2e);

function global(module: string, name: string): Buffer[] {
  return [Buffer.from(`c${module}\n${name}\n`)];
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const head = Buffer.from('X\0\0\0\0');
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function integer(value: number): Buffer {
  const bytes = Buffer.from('J\0\0\0\0');
  bytes.writeInt32LE(value, 1);
  return bytes;
}

function tuple(values: readonly number[]): Buffer[] {
  return [MARK, ...values.map(integer), TUPLE];
}

/** Strides, in elements, of row-major data. */
function contiguous(shape: readonly number[]): number[] {
  let step = 1;
  const strides = shape.toReversed().map((length) => {
    const stride = step;
    step *= length;
    return stride;
  });
  return strides.reverse();
}
