import type { StateDict } from '../../nn';
import { noticesOf, type ReadOptions } from '../notices';
import { readSource, unreadable } from '../source';
import type { WeightsSource } from '../weights-source';
import { choosePickled } from './choose-pickled';
import { readLegacy } from './legacy';
import { unpickle } from './pickle';
import { readTensors, type Decoded } from './tensors';
import { TENSOR_WORLD } from './world';

/**
 * The tensors of a file that PyTorch's `torch.save` wrote, in the file's order: of a state dict, or of the checkpoint
 * of a training, in which the weights are looked for. The pickle inside is read by a whitelist and nothing of it is
 * executed. Numbers that this toolkit has no dtype for are widened: float16, bfloat16 and the float8 to float32,
 * int8, int16 and uint16 to int32, uint32 to int64.
 *
 * @param source a path, or the file's bytes
 * @throws Error naming the file when it is truncated, damaged, holds no weights or several, or asks for a call
 *
 * @example const weights = await readPth('lightning.ckpt', { key: 'state_dict.model' });
 */
export async function readPth(source: WeightsSource, options: ReadOptions = {}): Promise<StateDict> {
  const { name, bytes } = readSource(source, 'PyTorch data');
  try {
    const { value, find } = await decode(bytes);
    const onNotice = (text: string): void => noticesOf(options)(`${name}: ${text}`);
    return readTensors(choosePickled(value, { key: options.key, onNotice }), find);
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

async function decode(bytes: Buffer): Promise<Decoded> {
  if (!bytes.subarray(0, ZIP.length).equals(ZIP)) return readLegacy(bytes);
  // Only here: most programs that load the toolkit open no archive.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() wants a compiled file's name
  const { readArchive } = require('./archive') as typeof import('./archive');
  const entries = await readArchive(bytes);
  const order = entries.get('byteorder')?.toString() ?? 'little';
  if (order !== 'little') {
    const advice = "In Python, save it again on a computer of today's, all of which are little";
    throw new Error(`refused: its byte order is ${order}, only little is read. ${advice}`);
  }
  const { value } = unpickle(entries.get('data.pkl')!, TENSOR_WORLD);
  return { value, find: (storage) => entries.get(`data/${storage}`) };
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
