import path from 'node:path';
import { availableParallelism } from 'node:os';
import { TroubledFarm } from '../../grader/farm/test/support/troubled-farm';
import type { StoreName } from '../../grader/farm/test/support/stores';
import { spread } from '../by-turns';
import { runClass } from '../class-run';
import { median } from '../measure';
import { freshFolder, makeClass, queueOptions, startStore, WORKERS, type FarmBench } from './farm-bench';

const ROUNDS = 3;
const MOST_SUBMISSIONS = 150;
const TARGET = 0.95;

/** Warm-up submissions a second through the queue and without one, by turns, whole commands of a class. */
export async function measureThroughput(bench: FarmBench): Promise<void> {
  const count = Math.min(bench.scale.submissions, MOST_SUBMISSIONS);
  for (const name of bench.scale.stores) {
    const { near, far } = await byTurns(bench, name, count);
    const jobs = availableParallelism();
    bench.submissionsPerSecond = median(near);
    bench.print(`  ${name}: class --jobs ${jobs} without a queue ${spread(near, ' submissions a second')}`);
    bench.print(`  ${name}: through the queue, ${WORKERS} workers ${spread(far, ' submissions a second')}`);
    const ratios = far.map((rate, round) => rate / near[round]!);
    bench.print(`  ${name}: ratio ${spread(ratios, 'x')} (target at least ${TARGET}x)`);
  }
}

async function byTurns(
  bench: FarmBench,
  name: StoreName,
  count: number,
): Promise<{ near: number[]; far: number[] }> {
  const store = await startStore(bench, name);
  const quiet = { seed: 1, everyMilliseconds: 0, seconds: 0, scratch: path.join(bench.folder, 'disks') };
  const farm = await TroubledFarm.start({
    ...{ store, keys: bench.keys, assignment: 'warmup', workers: WORKERS, lockSeconds: 30, ...quiet },
  });
  bench.atEnd(() => farm.end());
  await farm.ready();
  const rate = async (mode: string, round: number, submissions: number) => {
    const folder = freshFolder(bench, 'throughput');
    const salt = `${name} ${mode} ${round} ${process.pid}`;
    const further = mode === 'far' ? queueOptions(bench, farm.url) : [];
    const work = { id: 'warmup', out: path.join(folder, 'out') };
    const taken = makeClass(path.join(folder, 'in'), 'warmup', { count: submissions, salt });
    const { seconds } = await runClass({ ...work, submissions: taken, further }, bench.atEnd);
    return submissions / seconds;
  };
  // The first ones compile and fill caches.
  for (const mode of ['near', 'far']) await rate(mode, -1, 8);
  const rates: { near: number[]; far: number[] } = { near: [], far: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 === 0 ? (['near', 'far'] as const) : (['far', 'near'] as const);
    for (const mode of order) rates[mode].push(await rate(mode, round, count));
  }
  await farm.end();
  await store.remove();
  return rates;
}
