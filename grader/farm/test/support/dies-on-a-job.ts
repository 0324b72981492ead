import { openStore } from '../../queue/store';

/** A worker that ends in the middle of its first job, as a machine does that a submission brings down. */
async function main([url, queue]: string[]): Promise<void> {
  const store = await openStore(url!);
  const die = async () => process.kill(process.pid, 'SIGKILL');
  new store.Worker(queue!, die, {
    connection: store.connection,
    lockDuration: 1000,
    stalledInterval: 500,
    maxStalledCount: 2,
  });
}

void main(process.argv.slice(2));
