/** What a TaskProcess runs: one task after the other. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../errors';
import { PROGRAM } from './paths';
import { LOOKS_FOR_PARENT, type Message, type Order, type Task } from './task-messages';

// A parent that was killed closes the channel, and says nothing.
process.on('disconnect', () => process.exit());
// The signal would open Node's inspector, and with it this process, to every program of the same user.
process.on('SIGUSR1', () => {});
if (process.argv.includes(LOOKS_FOR_PARENT))
  new Worker(path.join(PROGRAM, 'loader', 'end-with-parent.js'), { workerData: process.ppid }).unref();

process.on('message', ({ task }: Order) => void run(task).then(tell));
tell('ready');

async function run({ module, name, request }: Task): Promise<Message> {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const task = (require(module) as Record<string, (request: unknown) => unknown>)[name]!;
    return { result: await task(request) };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

function tell(message: Message): void {
  process.send!(message);
}
