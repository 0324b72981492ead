import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import type { DatedSpec, Student } from '../../class';
import { collectClass, type CollectOptions, type CollectResult } from '../../collect';
import { studentOf, temporaryFolder, writeTree } from '../class/support';

/** The dates of the specimens: the last minute that is in time, and times around it. */
export const DATES: DatedSpec = {
  id: 'warmup',
  timeZone: 'America/Sao_Paulo',
  due: '2026-03-04 23:59',
  cutoff: '+ 2 days',
};
export const DAYS_BEFORE = '2026-03-01T10:00:00-03:00';
export const AN_HOUR_BEFORE = '2026-03-04T22:59:00-03:00';
export const IN_THE_LAST_MINUTE = '2026-03-04T23:59:40-03:00';
export const A_MINUTE_AFTER = '2026-03-05T00:00:00-03:00';
export const THREE_DAYS_AFTER = '2026-03-07T23:00:00-03:00';

/** Collects the repositories of some students into a new folder. */
export function collectAll(
  students: readonly (Partial<Student> & { id: string })[],
  options: Partial<CollectOptions> = {},
): Promise<CollectResult> {
  return collectClass({
    ...{ roster: students.map(studentOf), dates: DATES, template: null, mayBeLocal: true, jobs: 4 },
    ...{ out: temporaryFolder(), late: false, force: false, limits: { seconds: 30, megabytes: 50 } },
    ...options,
  });
}

/** Collects one repository. */
export async function collectFrom(repository: string, options: Partial<CollectOptions> = {}) {
  const { rows, warnings } = await collectAll([{ id: 'ana', repository }], options);
  return { ...rows[0]!, warnings };
}

/** One commit of a specimen: its files are added to those before. */
export interface SpecimenCommit {
  at: string;
  /** When it was written, where that is another time. */
  authored?: string;
  files?: Record<string, string | Buffer>;
  message?: string;
}

/** A repository on disk whose commits say the times that a test needs. */
export class Specimen {
  constructor(readonly folder: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.git('init', '-q', '-b', 'main');
  }

  commit({ at, authored = at, files = { 'src/mean.ts': at }, message = 'x' }: SpecimenCommit): string {
    writeTree(this.folder, files);
    this.git('add', '-A');
    this.dated({ at, authored }, 'commit', '-q', '--allow-empty', '-m', message);
    return this.head;
  }

  dated({ at, authored = at }: { at: string; authored?: string }, ...args: string[]): string {
    return run(this.folder, args, { GIT_COMMITTER_DATE: at, GIT_AUTHOR_DATE: authored });
  }

  git(...args: string[]): string {
    return run(this.folder, args, {});
  }

  gitReading(input: string, ...args: string[]): string {
    return run(this.folder, args, { input });
  }

  get head(): string {
    return this.git('rev-parse', 'HEAD');
  }

  /** A bare copy, as servers have them, that also a plain web server can give out. */
  bare(place: string): string {
    run(path.dirname(place), ['clone', '-q', '--bare', this.folder, place], {});
    run(place, ['update-server-info'], {});
    return place;
  }
}

const OPTIONS = ['user.name=a', 'user.email=a@x', 'commit.gpgsign=false', 'protocol.file.allow=always'];

function run(cwd: string, args: readonly string[], { input = '', ...env }: Record<string, string>): string {
  const options = OPTIONS.flatMap((option) => ['-c', option]);
  const isolated = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...env };
  const { status, stdout, stderr } = spawnSync('git', [...options, ...args], {
    cwd,
    input,
    env: isolated,
    encoding: 'utf8',
  });
  expect(status, stderr).to.equal(0);
  return stdout.trim();
}

export interface GitServer {
  url: string;
  /** The paths that were asked for. */
  asked: string[];
  close(): void;
}

/** Serves repositories below a folder as git's own server does; with `login`, to that user alone. */
export function smartServer(root: string, login?: string): Promise<GitServer> {
  return listen((request, response) => {
    const expected = `Basic ${Buffer.from(login ?? '').toString('base64')}`;
    if (login !== undefined && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
      return;
    }
    const { pathname, search } = new URL(request.url!, 'http://x');
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        PATH_INFO: pathname,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: request.method!,
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REMOTE_USER: '',
      },
    });
    request.pipe(backend.stdin);
    backend.stdin.on('error', () => {});
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      const lines = all.subarray(0, end).toString().split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]));
      const { Status = '200', ...others } = headers;
      response.writeHead(Number.parseInt(Status, 10), others).end(all.subarray(end + 4));
    });
  });
}

/** Serves files, and knows nothing of git. */
export function plainServer(root: string): Promise<GitServer> {
  return listen((request, response) => {
    const file = path.join(root, new URL(request.url!, 'http://x').pathname);
    const isThere = file.startsWith(root) && fs.existsSync(file) && fs.statSync(file).isFile();
    response.writeHead(isThere ? 200 : 404).end(isThere ? fs.readFileSync(file) : '');
  });
}

/** Takes connections and says nothing. */
export function silentServer(): Promise<GitServer> {
  return listen(() => {});
}

async function listen(answer: http.RequestListener): Promise<GitServer> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url!);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, asked, close };
}
