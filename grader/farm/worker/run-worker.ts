import { once } from 'node:events';
import type { Assignment } from '@boletim/grader/assignment';
import type { SandboxMode } from '@boletim/grader/report';
import type { Store } from '../queue/store';
import { Wanted } from '../queue/wanted';
import { holdCourse } from './course';
import { FarmWorker, type WorkerOptions } from './farm-worker';
import { unmetSentences } from './unmet';

export interface RunOptions extends Omit<WorkerOptions, 'courses'> {
  assignments: readonly Assignment[];
  sandbox: SandboxMode;
  device: string;
  /** Once aborted, the worker drains. */
  signal: AbortSignal;
}

const BOARD_MILLISECONDS = 10_000;

/** Works until it is told to stop, and says what waits that is not for it. */
export async function runWorker(store: Store, options: RunOptions): Promise<void> {
  const courses = options.assignments.map((assignment) => holdCourse(assignment, options));
  const worker = new FarmWorker(store, { ...options, courses });
  const board = new Wanted(store);
  const said = new Set<string>();
  const look = async () => {
    for (const sentence of unmetSentences(await board.read(), { courses, queues: worker.queues })) {
      if (!said.has(sentence)) options.log(sentence);
      said.add(sentence);
    }
  };
  options.log(`Listening on ${store.address} as ${options.key.publicKey}`);
  const timer = setInterval(() => void look().catch(() => {}), BOARD_MILLISECONDS);
  await look().catch(() => {});
  if (!options.signal.aborted) await once(options.signal, 'abort');
  clearInterval(timer);
  await worker.drain();
  await board.close();
  options.log('Drained.');
}
