import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import type { Assignment } from '../../../assignment/assignment';
import { SOLUTIONS } from '../../../system/paths';
import { runServe, type ServeRun } from '../../serve/run-serve';
import { makeTokens } from '../../serve/tokens';
import { holdCourse } from '../../worker/course';
import { FarmWorker } from '../../worker/farm-worker';
import { openStore } from '../../queue/store';
import { PROGRAM, sandbox, type FarmKeys } from './farm';

const DEVICE = 'cpu';

/** A server of hand-ins in this process, with tokens for some students. */
export class Served {
  url = '';
  readonly log: string[] = [];
  readonly tokens: Record<string, string>;
  private stop = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: Omit<ServeRun, 'log' | 'signal' | 'host' | 'port' | 'device' | 'sandbox'>,
    students: readonly string[],
  ) {
    const made = makeTokens(
      options.out,
      students.map((id) => ({ id, name: `Name of ${id}` })),
      [],
    );
    this.tokens = Object.fromEntries(made.map(({ holder, token }) => [holder.student, token]));
  }

  async start(): Promise<void> {
    this.stop = new AbortController();
    this.log.length = 0;
    const log = (line: string) => void this.log.push(line);
    const fixed = { host: '127.0.0.1', port: 0, device: DEVICE, sandbox, requestSeconds: 3, retrySeconds: 1 };
    this.running = runServe({ ...this.options, ...fixed, log, signal: this.stop.signal });
    const failed = this.running.then(() => Promise.reject(new Error('it ended')));
    failed.catch(() => {});
    while (!/Listening on (\S+);/.test(this.log.join('\n')))
      await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 20))]);
    this.url = /Listening on (\S+);/.exec(this.log.join('\n'))![1]!;
  }

  async end(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  get(place: string, who: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + place, {
      headers: { authorization: `Bearer ${this.tokens[who]}`, ...headers },
      redirect: 'manual',
    });
  }

  post(who: string, body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
    const own = { authorization: `Bearer ${this.tokens[who] ?? who}`, 'content-type': 'application/gzip' };
    return fetch(`${this.url}/hand-ins`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { ...own, ...headers },
      redirect: 'manual',
    });
  }

  /** Waits until a hand-in has its result. */
  async result(
    who: string,
    number: number,
  ): Promise<{ score: number; questions: { tests: { id: string }[] }[] }> {
    for (let tries = 0; tries < 600; tries++) {
      const answer = await this.get(`/hand-ins/${number}/report.json`, who);
      if (answer.status === 200) return (await answer.json()) as never;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no result: ${this.log.join('\n')}`);
  }

  submit(who: string, submission: string, receipt: string): Promise<{ stdout: string; stderr: string }> {
    const parameters = [
      PROGRAM,
      'submit',
      'warmup',
      '--to',
      this.url,
      '--submission',
      submission,
      '--receipt',
      receipt,
    ];
    return promisify(execFile)(process.execPath, parameters, {
      env: { ...process.env, BOLETIM_TOKEN: this.tokens[who] },
    });
  }
}

/** A worker in this process. */
export async function startWorker(
  url: string,
  { worker, course }: FarmKeys,
  assignment: Assignment,
): Promise<FarmWorker> {
  const trusted = new Map([[course.publicKey, 'course']]);
  const options = { labels: [], key: worker, trusted, jobs: 1, lockSeconds: 5, log: () => {} };
  return new FarmWorker(await openStore(url), {
    ...options,
    courses: [holdCourse(assignment, { sandbox, device: DEVICE })],
  });
}

/** Files as a tar.gz, and hard links to what lies elsewhere. */
export async function tarOf(
  files: Readonly<Record<string, string | Buffer>>,
  links: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  for (const [name, linkname] of Object.entries(links)) tar.entry({ name, type: 'link', linkname });
  tar.finalize();
  return gzipSync(await buffer(tar));
}

export function solutionFiles(): Record<string, Buffer> {
  const folder = path.join(SOLUTIONS, 'warmup', 'src');
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return Object.fromEntries(names.map((name) => [`src/${name}`, fs.readFileSync(path.join(folder, name))]));
}
