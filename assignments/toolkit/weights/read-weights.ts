import type { StateDict } from '../nn/tensor-data';
import type { ReadOptions } from './notices';
import { readPth } from './pth';
import { isSafetensors, readSafetensors } from './safetensors';
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
