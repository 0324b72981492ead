import { once } from 'node:events';
import { openQueue, openStore } from '../../queue/store';

/**
 * A worker and who waits for it, begun when told to by a line of input. It is a process of its own: who asks a broken line
 * without a pause lets nothing else of its process run, a test's deadline included.
 */
async function main([url, name]: string[]): Promise<void> {
  const store = await openStore(url!);
  process.stdout.write('opened\n');
  await once(process.stdin, 'data');
  const { connection } = store;
  const [worker, events] = [
    new store.Worker(name!, async () => 'done', { connection, runRetryDelay: 300 }),
    openQueue(store, name!),
  ];
  worker.on('error', () => {});
  worker.once('completed', () => process.stdout.write('worked\n'));
  setTimeout(() => process.stdout.write('alive\n'), 1000);
  await events.waitUntilReady();
}

void main(process.argv.slice(2));
