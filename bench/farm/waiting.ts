import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sandbox } from '../../grader/farm/test/support/farm';
import type { StoreName } from '../../grader/farm/test/support/stores';
import { TroubledFarm } from '../../grader/farm/test/support/troubled-farm';
import { countsOf, freshFolder, startStore, WORKERS, type FarmBench } from './farm-bench';
import { archiveOf, handIn, result } from './hand-in';
import { percentile } from './percentiles';
import { ServeProcess } from './serve-process';

/** How much of what the machine can grade comes in: a queue without end would measure how long the bench is. */
const LOAD = 0.6;
const DEFAULT_SUBMISSIONS_PER_SECOND = 2;
const EVERY_MILLISECONDS = 6000;
/** Until a worker's job goes to another: as short as is sensible, and the default. */
const LOCK_SECONDS = [5, 30];
const MOST_SECONDS_AFTER = 300;

interface Case {
  name: StoreName;
  isTroubled: boolean;
  lockSeconds: number;
}

/** From hand-in over HTTP to the report in the student's hands, on a quiet farm and on one where everything goes wrong. */
export async function measureWaiting(bench: FarmBench): Promise<void> {
  if (sandbox !== 'bwrap') return bench.print('  not measured: boletim serve wants isolated workers');
  for (const name of bench.scale.stores) {
    await measureCase(bench, { name, isTroubled: false, lockSeconds: 30 });
    for (const lockSeconds of LOCK_SECONDS) await measureCase(bench, { name, isTroubled: true, lockSeconds });
  }
}

async function measureCase(bench: FarmBench, { name, isTroubled, lockSeconds }: Case): Promise<void> {
  const [store, folder] = [await startStore(bench, name), freshFolder(bench, 'waiting')];
  const seconds = bench.scale.waiting * 60;
  const farm = await TroubledFarm.start({
    ...{ store, keys: bench.keys, assignment: 'warmup', workers: WORKERS, lockSeconds, seed: 16, seconds },
    ...{ everyMilliseconds: isTroubled ? EVERY_MILLISECONDS : 0, scratch: path.join(folder, 'disks') },
  });
  bench.atEnd(() => farm.end());
  await farm.ready();
  const serve = await ServeProcess.start(bench, farm.url, path.join(folder, 'served'));
  const trouble = farm.makeTrouble(() => serve.killAndStart());
  const rate = bench.scale.rate ?? LOAD * (bench.submissionsPerSecond ?? DEFAULT_SUBMISSIONS_PER_SECOND);
  const waits = await handInsOf(serve, {
    rate,
    seconds,
    salt: `${name} ${isTroubled} ${lockSeconds} ${process.pid}`,
  });
  farm.calm();
  await trouble;
  const what = isTroubled
    ? `everything goes wrong, jobs go to others after ${lockSeconds} s`
    : 'nothing goes wrong';
  bench.print(`  ${name}, ${what}: ${waits.length} hand-ins, ${rate.toFixed(1)} a second`);
  bench.print(`    ${summary(waits)}; serve has ${Math.round(serve.residentBytes() / 1e6)} MB`);
  if (isTroubled) bench.print(`    ${countsOf(farm.happened)}`);
  for (const surprise of serve.surprises) bench.print(`    ${surprise}`);
  serve.end();
  await farm.end();
  await store.remove();
}

interface Wait {
  seconds: number;
  /** Null where no result came. */
  isRight: boolean | null;
}

/** Hand-ins that come as people do, whether or not the others have their results. */
async function handInsOf(
  serve: ServeProcess,
  { rate, seconds, salt }: { rate: number; seconds: number; salt: string },
): Promise<Wait[]> {
  const waits: Promise<Wait>[] = [];
  const end = performance.now() + (seconds + MOST_SECONDS_AFTER) * 1000;
  let at = performance.now();
  for (let index = 0; index < rate * seconds; index++) {
    at += (-Math.log(1 - draw(index)) / rate) * 1000;
    await sleep(Math.max(0, at - performance.now()));
    waits.push(waitOf(serve, { index, archive: await archiveOf(index, salt), end }));
  }
  return Promise.all(waits);
}

async function waitOf(
  serve: ServeProcess,
  asked: { index: number; archive: Buffer; end: number },
): Promise<Wait> {
  const start = performance.now();
  const number = await handIn(serve, asked);
  const isRight = number === null ? null : await result(serve, number, asked);
  return { seconds: (performance.now() - start) / 1000, isRight };
}

/** A number from 0 to 1 that looks like chance, the same one for the same place. */
function draw(index: number): number {
  let value = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  return ((value ^ (value >>> 13)) >>> 0) / 2 ** 32;
}

function summary(waits: readonly Wait[]): string {
  const seconds = waits.map((wait) => wait.seconds);
  const ranks = [50, 95, 99].map((percent) => `p${percent} ${percentile(seconds, percent).toFixed(1)} s`);
  const lost = waits.filter(({ isRight }) => isRight === null).length;
  const wrong = waits.filter(({ isRight }) => isRight === false).length;
  return `${ranks.join(', ')}, at most ${Math.max(...seconds).toFixed(1)} s; ${lost} lost, ${wrong} wrongly graded`;
}
