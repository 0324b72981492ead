import fs from 'node:fs';

import { numel, type StateDict, type TensorData } from '../../nn/tensor-data';
import { DTYPES } from './dtypes';
import { parseHeader, type Entry } from './header';

/**
 * The tensors of a safetensors file, in the file's order.
 *
 * @param source a path, or the file's bytes, with which the tensors may share memory
 * @throws Error naming the file and the tensor when the file is truncated, damaged or of an unknown dtype
 */
export function readSafetensors(source: string | Uint8Array): StateDict {
  const name = typeof source === 'string' ? source : 'safetensors data';
  const bytes = typeof source === 'string' ? readFile(source) : source;
  try {
    return decode(bytes);
  } catch (cause) {
    throw new Error(`${name}: ${(cause as Error).message}`, { cause });
  }
}

function readFile(path: string): Uint8Array {
  try {
    return fs.readFileSync(path);
  } catch (cause) {
    throw new Error(`${path}: cannot be read (${(cause as NodeJS.ErrnoException).code})`, { cause });
  }
}

function decode(bytes: Uint8Array): StateDict {
  const { entries, data } = parseHeader(bytes);
  requireGapless(entries, data.length);
  return new Map(entries.map((entry) => [entry.name, decodeTensor(entry, data)]));
}

function decodeTensor({ name, dtype, shape, start, end }: Entry, data: Uint8Array): TensorData {
  const stored = DTYPES[dtype];
  if (!stored)
    throw new Error(`tensor ${name} has dtype ${dtype}; known are ${Object.keys(DTYPES).join(', ')}`);
  const expected = numel(shape) * stored.bytes;
  if (end - start !== expected) {
    throw new Error(
      `tensor ${name} of shape [${shape.join(', ')}] needs ${expected} bytes, it has ${end - start}`,
    );
  }
  return { dtype: stored.dtype, shape, data: stored.read(data.subarray(start, end)) };
}

/** Every byte belongs to exactly one tensor: the format's protection against files that mean two things. */
function requireGapless(entries: Entry[], length: number): void {
  let position = 0;
  for (const { name, start, end } of entries.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (end > length) {
      throw new Error(`truncated: tensor ${name} ends at byte ${end} of the data, which has ${length} bytes`);
    }
    if (start !== position)
      throw new Error(`damaged: tensor ${name} starts at byte ${start}, expected ${position}`);
    position = end;
  }
  if (position !== length) throw new Error(`damaged: ${length - position} bytes after the last tensor`);
}
