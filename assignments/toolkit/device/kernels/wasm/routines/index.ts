import { instantiate, isKnown, type Memory } from '../../../../webassembly';
import { MODULES } from './module';

/** The functions of the `.wat` files; their parameters are explained there. */
type Name =
  | 'adam'
  | 'affine'
  | 'affineGradient'
  | 'channelSums'
  | 'clear'
  | 'copy'
  | 'gemm'
  | 'gradientSums'
  | 'maxPool'
  | 'maxPoolGradient'
  | 'pack'
  | 'reluGradient'
  | 'split'
  | 'spread'
  | 'transformFilter'
  | 'transformFilter3'
  | 'transformFilter4'
  | 'transformGradient4'
  | 'transformInput'
  | 'transformInput3'
  | 'transformInput4'
  | 'transformOutput'
  | 'transformOutput3'
  | 'transformOutput4'
  | 'transformSlopes3'
  | 'transformSlopes34'
  | 'transformSlopes4'
  | 'transpose';

export type Routines = Record<Name, (...args: number[]) => void>;

/** Whether a product and the sum it is added to are rounded once, as PyTorch does on most machines, or twice. */
export type Rounding = 'fused' | 'plain';

/** Makes them for the memory that tensors live in. */
export function loadRoutines(memory: Memory, rounding: Rounding = canFuse() ? 'fused' : 'plain'): Routines {
  const form = memory.buffer instanceof SharedArrayBuffer ? (`${rounding}Shared` as const) : rounding;
  return instantiate(MODULES[form], { env: { memory } });
}

/** Node can from version 22 on. */
export function canFuse(): boolean {
  return isKnown(MODULES.fused);
}
