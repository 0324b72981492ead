import { instantiate, type Memory } from '../../webassembly';
import { MODULE } from './module';

/** What the module of mersenne-twister.wat offers. */
interface Exports {
  memory: Memory;
  /** @returns the word of the state that is next */
  fillUniform(next: number, count: number, to: number, scale: number, low: number): number;
}

/** Where numbers are written, and how many at a time. */
const OUT = 4096;
const BLOCK = 16384;

/** Draws as `MersenneTwister.fillUniform` does, four numbers at a time. Changes the state; returns the next position. */
export function fillUniformSimd(
  out: Float32Array,
  { state, next }: { state: Int32Array; next: number },
  { low, scale }: { low: number; scale: number },
): number {
  loaded ??= instantiate<Exports>(MODULE);
  const words = new Int32Array(loaded.memory.buffer, 0, state.length);
  words.set(state);
  for (let i = 0; i < out.length; i += BLOCK) {
    const count = Math.min(BLOCK, out.length - i);
    next = loaded.fillUniform(next, count, OUT, scale, low);
    out.set(new Float32Array(loaded.memory.buffer, OUT, count), i);
  }
  state.set(words);
  return next;
}

let loaded: Exports | undefined;
