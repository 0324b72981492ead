import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

import type { Routines } from './routines';
import { NUMBER, type Kind, type TaskOf } from './tasks';
import type { Team } from './team';

/** Numbers that a thread takes at a time: few enough to stay close to the processor. */
export const UNIT = 16384;

/** Four numbers that lie in two lines take twice as long to fetch. */
const LINE_BYTES = 64;

/** What a kernel computes with: the memory that tensors live in, as addresses in bytes, and the threads that see it. */
export class Workspace {
  readonly #taken: tf.TensorInfo[] = [];

  constructor(
    readonly backend: BackendWasm,
    readonly team: Team,
  ) {}

  /** For work that is too small to be shared out. */
  get routines(): Routines {
    return this.team.routines;
  }

  /** Where a tensor's numbers are; one on another device is brought here. Nothing that follows moves them. */
  at({ dataId }: tf.TensorInfo): number {
    return this.backend.dataIdMap.get(dataId).memoryOffset;
  }

  /** A tensor with whatever was there before. */
  tensor(shape: number[]): tf.TensorInfo {
    const info = this.backend.makeOutput(shape, 'float32');
    if (this.at(info) === 0 && info.shape.every((length) => length > 0)) {
      throw new Error(`wasm: out of memory for a tensor of shape [${shape.join(', ')}]`);
    }
    return info;
  }

  /** Room for so many bytes until the kernel is done, at the start of a line of the cache. */
  take(bytes: number): number {
    const info = this.tensor([Math.ceil((bytes + LINE_BYTES) / NUMBER)]);
    this.#taken.push(info);
    return Math.ceil(this.at(info) / LINE_BYTES) * LINE_BYTES;
  }

  free(): void {
    for (const { dataId } of this.#taken) this.backend.disposeData(dataId);
  }

  /** A copy of a small tensor's numbers. */
  read(info: tf.TensorInfo): Float32Array {
    // The address first: to bring a tensor here may make the memory larger, and another one.
    const at = this.at(info);
    return new Float32Array(this.#buffer, at, tf.util.sizeFromShape(info.shape)).slice();
  }

  /** A copy of so many float64. */
  readDoubles(at: number, count: number): Float64Array {
    return new Float64Array(this.#buffer, at, count).slice();
  }

  write(at: number, numbers: ArrayLike<number>): void {
    new Float32Array(this.#buffer, at, numbers.length).set(numbers);
  }

  /** Another one after every allocation that makes the memory larger. */
  get #buffer(): ArrayBufferLike {
    return this.team.memory.buffer;
  }

  run<K extends Kind>(kind: K, units: number, task: TaskOf<K>): void {
    this.team.run(kind, units, task);
  }

  /** Rows of numbers with zeros behind each, so that their count is a multiple of four: the rows themselves if it is. */
  widen(at: number, rows: number, columns: number): number {
    const width = widened(columns);
    if (width === columns || rows === 0) return at;
    const to = this.take(rows * width * NUMBER);
    this.routines.clear(to, rows * width * NUMBER);
    this.routines.copy(at, columns * NUMBER, rows, columns * NUMBER, to, width * NUMBER);
    return to;
  }

  /** Lets `fill` write rows that wide, and puts them where narrower ones belong. */
  narrow(
    addresses: number[],
    { rows, columns }: { rows: number; columns: number },
    fill: (wide: number[]) => void,
  ): void {
    const width = widened(columns);
    if (width === columns) return fill(addresses);
    const wide = addresses.map(() => this.take(rows * width * NUMBER));
    fill(wide);
    if (rows === 0) return;
    addresses.forEach((at, i) =>
      this.routines.copy(wide[i], width * NUMBER, rows, columns * NUMBER, at, columns * NUMBER),
    );
  }
}

/** The next multiple of four. */
export function widened(columns: number): number {
  return Math.ceil(columns / 4) * 4;
}
