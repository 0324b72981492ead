import type { StateDict } from '../nn/tensor-data';
import type { ReadOptions } from './notices';
import { readPth } from './pth';
import { readSafetensors } from './safetensors';
import { readSource } from './source';
import type { WeightsSource } from './weights-source';

/**
 * The weights in a file that `torch.save` or safetensors wrote, whatever its name ends in.
 *
 * @throws Error as `readPth` and `readSafetensors` do
 */
export async function readWeights(source: WeightsSource, options: ReadOptions = {}): Promise<StateDict> {
  const { bytes } = readSource(source, 'weights');
  return isSafetensors(bytes) ? readSafetensors(source, options) : readPth(source, options);
}

/** Such a file begins with the length of its header, which is JSON. */
function isSafetensors(bytes: Buffer): boolean {
  return bytes[8] === '{'.charCodeAt(0) && bytes.readBigUInt64LE() < MOST_HEADER;
}

/** What the format allows. */
const MOST_HEADER = 100_000_000n;
