import fs from 'node:fs/promises';
import type { StateDict } from '../../nn';
import { readLegacy } from './legacy';
import { unpickle } from './pickle';
import { TENSOR_WORLD, toStateDict } from './tensors';

/**
 * The tensors of a file that PyTorch's `torch.save(model.state_dict(), path)` wrote, in the file's order. The
 * pickle inside is read by a whitelist and nothing of it is executed.
 *
 * @param source a path, or the file's bytes
 * @param options `key`: the entry of a checkpoint's dictionary that is the state dict
 * @throws Error naming the file when it is truncated, damaged, or asks for anything but tensors
 */
export async function readPth(
  source: string | Uint8Array,
  options: { key?: string } = {},
): Promise<StateDict> {
  const name = typeof source === 'string' ? source : 'PyTorch data';
  try {
    const bytes =
      typeof source === 'string'
        ? await readFile(source)
        : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return await decode(bytes, options.key);
  } catch (cause) {
    throw new Error(`${name}: ${(cause as Error).message}`, { cause });
  }
}

async function readFile(path: string): Promise<Buffer> {
  try {
    return await fs.readFile(path);
  } catch (cause) {
    throw new Error(`cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
}

async function decode(bytes: Buffer, key: string | undefined): Promise<StateDict> {
  if (!bytes.subarray(0, ZIP.length).equals(ZIP)) return readLegacy(bytes, key);
  // Only here: most programs that load the toolkit open no archive.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() wants a compiled file's name
  const { readArchive } = require('./archive') as typeof import('./archive');
  const entries = await readArchive(bytes);
  const pickle = entries.get('data.pkl');
  if (!pickle) throw new Error('no PyTorch file: the archive has no data.pkl');
  const order = entries.get('byteorder')?.toString() ?? 'little';
  if (order !== 'little') throw new Error(`refused: its byte order is ${order}, only little is read`);
  return toStateDict(unpickle(pickle, TENSOR_WORLD).value, (storage) => entries.get(`data/${storage}`), key);
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
