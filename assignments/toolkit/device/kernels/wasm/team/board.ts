import type { Routines } from '../routines';
import { runnerOf, type Kind, type TaskOf } from '../tasks';

/** So many units of a task, which do not depend on each other. */
export interface Assignment {
  kind: Kind;
  task: TaskOf<Kind>;
  units: number;
}

/** Int32 numbers at the start of the board; an assignment follows as JSON. */
const ROUND = 0;
/** The next unit that nobody has taken. */
const NEXT = 1;
/** Threads that are not done with this round. */
const BUSY = 2;
/** Bytes of the assignment. */
const LENGTH = 3;
/** How many of the others could not do their part of this round. */
const FAILED = 4;

const HEADER_BYTES = 32;
const BYTES = 4096;

/** The blackboard on which one thread writes what all of them then do. */
export class Board {
  readonly #numbers: Int32Array;
  readonly #text: Uint8Array;

  constructor(
    readonly routines: Routines,
    /** 0 for the one that writes. */
    readonly thread: number,
    readonly buffer = new SharedArrayBuffer(BYTES),
  ) {
    this.#numbers = new Int32Array(buffer, 0, HEADER_BYTES / Int32Array.BYTES_PER_ELEMENT);
    this.#text = new Uint8Array(buffer, HEADER_BYTES);
  }

  /**
   * Writes an assignment down for so many others, works on it with them, and returns when all are done.
   *
   * @throws what this thread's part of it throws, or an Error when another thread could not do its own
   */
  share(others: number, assignment: Assignment): void {
    const text = Buffer.from(JSON.stringify(assignment));
    this.#text.set(text);
    Atomics.store(this.#numbers, LENGTH, text.length);
    Atomics.store(this.#numbers, NEXT, 0);
    Atomics.store(this.#numbers, BUSY, others);
    Atomics.store(this.#numbers, FAILED, 0);
    Atomics.add(this.#numbers, ROUND, 1);
    Atomics.notify(this.#numbers, ROUND);
    try {
      this.#work(assignment);
    } finally {
      for (let busy; (busy = Atomics.load(this.#numbers, BUSY)) > 0;) Atomics.wait(this.#numbers, BUSY, busy);
    }
    if (Atomics.load(this.#numbers, FAILED) > 0) {
      throw new Error(`wasm: a thread could not do its part of '${assignment.kind}'`);
    }
  }

  /** Takes part in every round from now on. `onReady` is called when none can be missed any more. */
  serve(onReady: () => void): never {
    let round = Atomics.load(this.#numbers, ROUND);
    onReady();
    for (;;) {
      Atomics.wait(this.#numbers, ROUND, round);
      round = Atomics.load(this.#numbers, ROUND);
      try {
        this.#work(this.#read());
      } catch {
        // The one that waits must not wait for ever.
        Atomics.add(this.#numbers, FAILED, 1);
      }
      if (Atomics.sub(this.#numbers, BUSY, 1) === 1) Atomics.notify(this.#numbers, BUSY);
    }
  }

  #read(): Assignment {
    // A copy: text in shared memory cannot be decoded.
    const text = this.#text.slice(0, Atomics.load(this.#numbers, LENGTH));
    return JSON.parse(Buffer.from(text).toString()) as Assignment;
  }

  #work({ kind, task, units }: Assignment): void {
    const run = runnerOf(kind);
    const { routines, thread } = this;
    for (let unit; (unit = Atomics.add(this.#numbers, NEXT, 1)) < units;)
      run(routines, task, { unit, thread });
  }
}
