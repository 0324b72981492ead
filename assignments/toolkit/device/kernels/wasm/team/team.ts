import path from 'node:path';
import { Worker } from 'node:worker_threads';

import type { Memory } from '../../../../webassembly';
import { loadRoutines, type Routines } from '../routines';
import { runnerOf, type Kind, type TaskOf } from '../tasks';
import { Board } from './board';

/** What a worker of a team starts with. */
export interface WorkerData {
  memory: Memory;
  board: SharedArrayBuffer;
  thread: number;
}

/** The threads that compute: the calling one, and workers that sleep between tasks. */
export class Team {
  readonly routines: Routines;
  readonly #board: Board;

  private constructor(
    readonly memory: Memory,
    readonly size: number,
  ) {
    this.routines = loadRoutines(memory);
    this.#board = new Board(this.routines, 0);
  }

  /** @param memory what tensors live in; shared when the team has more than one thread */
  static async start(memory: Memory, size: number): Promise<Team> {
    const team = new Team(memory, size);
    const board = team.#board.buffer;
    const workers = Array.from({ length: size - 1 }, (_, i) => startWorker({ memory, board, thread: i + 1 }));
    await Promise.all(workers);
    return team;
  }

  /** Does all units of a task. The result does not depend on how many threads do them. */
  run<K extends Kind>(kind: K, units: number, task: TaskOf<K>): void {
    const others = this.size - 1;
    if (others > 0 && units > 1) return this.#board.share(others, { kind, task, units });
    const run = runnerOf(kind);
    for (let unit = 0; unit < units; unit++) run(this.routines, task, { unit, thread: 0 });
  }
}

/** Resolves when the worker waits for tasks; the process may end without it. */
function startWorker(workerData: WorkerData): Promise<void> {
  const worker = new Worker(path.join(__dirname, `team-worker${path.extname(__filename)}`), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => {
      worker.unref();
      resolve();
    });
  });
}
