import { MODULES } from './module';

/** The part of WebAssembly that is used here: TypeScript knows it only together with a browser. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: unknown };
};

/** A `WebAssembly.Memory`. */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

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
  | 'maxPoolGradient'
  | 'pack'
  | 'reluGradient'
  | 'split'
  | 'transformFilter'
  | 'transformInput'
  | 'transformOutput'
  | 'transpose';

export type Routines = Record<Name, (...args: number[]) => void>;

/** Whether a product and the sum it is added to are rounded once, as PyTorch does on most machines, or twice. */
export type Rounding = 'fused' | 'plain';

/** Makes them for the memory that tensors live in. They are small enough to be compiled at once. */
export function loadRoutines(memory: Memory, rounding: Rounding = canFuse() ? 'fused' : 'plain'): Routines {
  const form = memory.buffer instanceof SharedArrayBuffer ? (`${rounding}Shared` as const) : rounding;
  const module = new WebAssembly.Module(Buffer.from(MODULES[form], 'base64'));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Routines;
}

/** Node can from version 22 on. */
export function canFuse(): boolean {
  return WebAssembly.validate(Buffer.from(MODULES.fused, 'base64'));
}
