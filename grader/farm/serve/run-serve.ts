import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Assignment } from '@boletim/grader/assignment';
import type { KnownKeys, SigningKey } from '@boletim/grader/receipt';
import type { Lang } from '@boletim/grader/reporters';
import { makeFolder } from '@boletim/grader/system';
import { classSeed, Ledger } from '@boletim/teaching/class';
import path from 'node:path';
import { RemoteGrading } from '../queue/remote-grading';
import { openStore } from '../queue/store';
import { Desk } from './desk';
import { HandIns } from './hand-ins';
import { Metrics } from './metrics';
import { startServer } from './server';
import { Tokens } from './tokens';

export interface ServeRun {
  assignment: Assignment;
  queue: string;
  out: string;
  key: SigningKey;
  known: KnownKeys;
  host: string;
  port: number;
  device: string;
  lang: Lang;
  log(line: string): void;
  /** Once aborted, nothing new is taken. */
  signal: AbortSignal;
  /** Workers' isolation; tests on machines without bubblewrap say otherwise. */
  sandbox?: 'bwrap' | 'process';
  requestSeconds?: number;
  retrySeconds?: number;
}

/** Whoever looks at the numbers of a farm does so above all when its queue is down. */
const MOST_MILLISECONDS = 2000;
const MOST_BYTES = 16 * 1024 * 1024;
const UPLOADS = 64;

/** Serves until it is told to stop. What was taken and has no result by then is graded after the next start. */
export async function runServe(run: ServeRun): Promise<void> {
  const { assignment, key, known, log, lang, out } = run;
  const tokens = new Tokens(out);
  makeFolder(path.resolve(out));
  const store = await openStore(run.queue, log);
  const metrics = new Metrics();
  const remote = new RemoteGrading(store, {
    key,
    known,
    label: '',
    onWarning: log,
    onSettled: (times) => observe(metrics, times),
  });
  const { attempts = null, hiddenResultsPerDay = null } = assignment.spec.handIn;
  const handIns = new HandIns(out, Ledger.open(out, key), { attempts, hiddenResultsPerDay });
  await handIns.restoreLatest(tokens.students);
  const fixed = { assignment, handIns, metrics, log, device: run.device, root: out };
  const grade = (work: Parameters<typeof remote.grade>[0]) => remote.grade(work, 'student');
  const desk = new Desk({
    ...fixed,
    sandbox: run.sandbox ?? 'bwrap',
    seed: await classSeed(out),
    retrySeconds: run.retrySeconds ?? 30,
    signing: { key, known },
    grade,
  });
  const routes = {
    title: assignment.spec.title,
    lang,
    tokens,
    handIns,
    desk,
    metrics,
    attempts,
    mostBytes: MOST_BYTES,
  };
  const { requestSeconds = 60, host, port } = run;
  const server = await startServer({
    ...routes,
    counts: () => Promise.race([remote.counts(), sleep(MOST_MILLISECONDS, null)]).catch(() => null),
    host,
    port,
    requestSeconds,
    uploads: UPLOADS,
    log,
  });
  log(`Listening on ${server.url}; ${desk.resume(tokens.students)} hand-ins wait for a result.`);
  if (!run.signal.aborted) await once(run.signal, 'abort');
  await desk.close();
  await server.close();
  await remote.close();
  log('Stopped.');
}

function observe(metrics: Metrics, times: { waiting: number; grading: number; retries: number }): void {
  metrics.waiting.observe(times.waiting / 1000);
  metrics.grading.observe(times.grading / 1000);
  metrics.retries.inc(times.retries);
}
