import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jobId } from '../../grader/farm/queue/names';
import { openStore } from '../../grader/farm/queue/store';
import type { StoreName } from '../../grader/farm/test/support/stores';
import { queueOfCourse } from '../../grader/farm/worker/course';
import { runBounded } from '../../grader/system';
import { freshFolder, startStore, type FarmBench } from './farm-bench';
import { archiveOf, handIn } from './hand-in';
import { gradeOnce, instantWorker, jobLike, type Graded } from './instant-worker';
import { ServeProcess } from './serve-process';

const JOBS = 1000;
const AT_A_TIME = 32;
const STEPS = 5;
const MOST_SECONDS = 1800;

/** What a store needs for a job that waits and for one that is done, and the server for thousands of results. */
export async function measureMemory(bench: FarmBench): Promise<void> {
  const graded = { warmup: await gradeOnce('warmup'), cnn: await gradeOnce('cnn') };
  for (const name of bench.scale.stores) {
    for (const one of Object.values(graded)) await measureJobs(bench, name, one);
    await measureServer(bench, name, graded.warmup);
  }
}

async function measureJobs(bench: FarmBench, name: StoreName, graded: Graded): Promise<void> {
  const running = await startStore(bench, name);
  const store = await openStore(running.url);
  const queue = new store.Queue(queueOfCourse(graded.course, ''), { connection: store.connection });
  queue.on('error', () => {});
  await queue.getJobCounts('waiting');
  const empty = bytesIn(name, running.url);
  for (let index = 0; index < JOBS; index++) {
    const job = await jobLike(graded, index, bench.keys);
    await queue.add('grade', job, { jobId: jobId(job.work), priority: 10, attempts: 6 });
  }
  const full = bytesIn(name, running.url);
  const worker = instantWorker(store, graded, bench.keys);
  for (let tries = 0; tries < 1200 && (await queue.getJobCounts('completed')).completed! < JOBS; tries++)
    await sleep(100);
  const done = bytesIn(name, running.url);
  await Promise.all([worker.close(), queue.close()]);
  await running.remove();
  const [waiting, ended] = [full, done].map((bytes) => `${((bytes - empty) / JOBS / 1000).toFixed(1)} kB`);
  const { id } = graded.course.assignment.spec;
  bench.print(
    `  ${name}: a job of ${id} that waits needs ${waiting}, one that is done ${ended} (of ${JOBS})`,
  );
}

/** Redis' memory, or PostgreSQL's files. */
function bytesIn(name: StoreName, url: string): number {
  const ask = (program: string, ...parameters: string[]) =>
    execFileSync(program, parameters, { encoding: 'utf8' });
  if (name === 'postgres')
    return Number(ask('psql', url, '-Atc', 'SELECT pg_database_size(current_database())'));
  return Number(/^used_memory:(\d+)/m.exec(ask('redis-cli', '-u', url, 'INFO', 'memory'))![1]);
}

async function measureServer(bench: FarmBench, name: StoreName, graded: Graded): Promise<void> {
  const [running, folder] = [await startStore(bench, name), freshFolder(bench, 'memory')];
  const serve = await ServeProcess.start(bench, running.url, path.join(folder, 'served'));
  const worker = instantWorker(await openStore(running.url), graded, bench.keys);
  const { submissions } = bench.scale;
  const samples = [`0: ${megabytes(serve)}`];
  const start = performance.now();
  for (let step = 1; step <= STEPS; step++) {
    const [from, to] = [step - 1, step].map((part) => Math.round((submissions * part) / STEPS)) as [
      number,
      number,
    ];
    const indices = Array.from({ length: to - from }, (_, index) => from + index);
    await runBounded(indices, (index) => handInOnce(serve, index), { concurrency: AT_A_TIME });
    await untilGraded(serve, to);
    samples.push(`${to}: ${megabytes(serve)}`);
  }
  const rate = submissions / ((performance.now() - start) / 1000);
  bench.print(`  ${name}: serve with a worker that answers at once, MB by results: ${samples.join(', ')}`);
  bench.print(`    ${rate.toFixed(1)} hand-ins a second`);
  serve.end();
  await worker.close();
  await running.remove();
}

async function handInOnce(serve: ServeProcess, index: number): Promise<void> {
  const archive = await archiveOf(index, `memory ${process.pid}`);
  await handIn(serve, { index, archive, end: performance.now() + MOST_SECONDS * 1000 });
}

async function untilGraded(serve: ServeProcess, count: number): Promise<void> {
  const end = performance.now() + MOST_SECONDS * 1000;
  while ((await serve.counted('boletim_graded_total')) < count && performance.now() < end) await sleep(200);
}

function megabytes(serve: ServeProcess): number {
  return Math.round(serve.residentBytes() / 1e6);
}
