import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { writeTree } from '../class/support';

/** One commit of a specimen: its files are added to those before. */
export interface SpecimenCommit {
  at: string;
  /** When it was written, where that is another time. */
  authored?: string;
  files?: Record<string, string>;
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
