import * as tf from '@tensorflow/tfjs-core';
import os from 'node:os';
import path from 'node:path';

/** What the threaded build of the backend shows of its threads. */
interface Threads {
  unusedWorkers: { terminate(): Promise<number>; unref(): void }[];
  runningWorkers: { unref(): void }[];
}

/**
 * Runs `init` in surroundings in which the backend's threaded build works in Node, where it is switched off:
 * workers are files instead of blobs, and the count that was asked for is not halved.
 *
 * @param threads how many threads compute, the calling one included
 */
export async function withThreads(threads: number, init: () => Promise<boolean>): Promise<boolean> {
  requireCount(threads);
  const { createObjectURL } = URL;
  const { cpus } = os;
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
  URL.createObjectURL = () => path.join(__dirname, 'wasm-worker.js');
  // The backend uses at most half of the processors.
  os.cpus = () => Array.from({ length: 2 * threads }, () => cpus()[0]);
  try {
    return await init();
  } finally {
    URL.createObjectURL = createObjectURL;
    os.cpus = cpus;
    releaseWorkers();
  }
}

function requireCount(threads: number): void {
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST) return;
  throw new RangeError(`threads is a whole number from 1 to ${MOST}, got ${threads}`);
}

/** The backend never uses more. */
const MOST = 8;

/** Of the eight workers that the backend starts, keeps those that compute, and lets the process end without them. */
function releaseWorkers(): void {
  const backend = tf.findBackend('wasm') as (tf.KernelBackend & { wasm: { PThread: Threads } }) | null;
  if (!backend) return;
  const { PThread } = backend.wasm;
  for (const worker of PThread.unusedWorkers) void worker.terminate();
  PThread.unusedWorkers = [];
  for (const worker of PThread.runningWorkers) worker.unref();
}
