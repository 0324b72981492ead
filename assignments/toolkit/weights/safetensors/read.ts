import { numel, type StateDict, type TensorData } from '../../nn/tensor-data';
import { chooseTensors } from '../choose/choose';
import { elementsOf } from '../elements';
import { noticesOf, type ReadOptions } from '../notices';
import { readSource, unreadable } from '../source';
import type { WeightsSource } from '../weights-source';
import { TORCH_NAMES } from './dtypes';
import { parseHeader, type Entry } from './header';

/**
 * The tensors of a safetensors file, in the file's order. Numbers that this toolkit has no dtype for are widened:
 * F16, BF16 and the F8 to float32, I8, I16 and U16 to int32, U32 to int64.
 *
 * @param source a path, or the file's bytes, with which the tensors may share memory
 * @throws Error naming the file and the tensor when the file is truncated, damaged or of a dtype that is not read
 */
export function readSafetensors(source: WeightsSource, options: ReadOptions = {}): StateDict {
  const { name, bytes } = readSource(source, 'safetensors data');
  try {
    const { entries, data } = parseHeader(bytes);
    requireGapless(entries, data.length);
    const onNotice = (text: string): void => noticesOf(options)(`${name}: ${text}`);
    const chosen = choose(entries, { key: options.key, onNotice });
    return new Map([...chosen].map(([called, entry]) => [called, decodeTensor(entry, data)]));
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

type Options = Pick<Parameters<typeof chooseTensors>[1], 'key' | 'onNotice'>;

function choose(entries: readonly Entry[], options: Options): ReadonlyMap<string, Entry> {
  const root = new Map(entries.map((entry) => [entry.name, entry]));
  const dimensionsOf = (value: unknown): number | undefined => (value instanceof Map ? undefined : 1);
  return chooseTensors(root, { ...options, dimensionsOf, kindOf: () => 'a tensor' }) as Map<string, Entry>;
}

function decodeTensor({ name, dtype, shape, start, end }: Entry, data: Uint8Array): TensorData {
  const stored = elementsOf(Object.hasOwn(TORCH_NAMES, dtype) ? TORCH_NAMES[dtype] : dtype, name);
  const expected = numel(shape) * stored.bytes;
  if (end - start !== expected) {
    throw new Error(
      `damaged: tensor ${name} of shape [${shape.join(', ')}] needs ${expected} bytes, it has ${end - start}`,
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
