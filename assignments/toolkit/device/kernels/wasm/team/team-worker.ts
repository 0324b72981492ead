import { parentPort, workerData } from 'node:worker_threads';

import { loadRoutines } from '../routines';
import { Board } from './board';
import type { WorkerData } from './team';

/** A thread that does its share of every task, and sleeps in between. */
const { memory, board, thread } = workerData as WorkerData;
new Board(loadRoutines(memory), thread, board).serve(() => parentPort!.postMessage('ready'));
