import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A store of its own on 127.0.0.1, which a test may stop, kill and start again. */
export interface TestStore {
  url: string;
  port: number;
  start(): Promise<void>;
  /** Ends it by its process id, at once when told to kill. */
  stop(options?: { kill: boolean }): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

export const STORES = { redis: redisStore, postgres: postgresStore } as const;
export type StoreName = keyof typeof STORES;

/** Why a store cannot be started here; null when it can. */
export function missingStore(name: StoreName): string | null {
  if (name === 'redis')
    return fs.existsSync('/usr/bin/redis-server') ? null : 'no redis-server here; install it';
  return postgresPrograms() === null ? 'no PostgreSQL here; install postgresql' : null;
}

/** Skips the test, or all that follow where it is called before them, and says what is missing; null for nothing. */
export function skipWhere(context: Mocha.Context, missing: string | null): void {
  if (missing === null) return;
  console.log(`      skipped: ${missing}`);
  context.skip();
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function redisStore(): Promise<TestStore> {
  const [folder, port] = [fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-redis-')), await freePort()];
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', ''];
  const program = ['redis-server', ...options, '--appendonly', 'yes', '--appendfsync', 'always'];
  return storeOf({ program, folder, port, url: `redis://127.0.0.1:${port}`, stopSignal: 'SIGTERM' });
}

async function postgresStore(): Promise<TestStore> {
  const programs = postgresPrograms()!;
  const [folder, port] = [fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-postgres-')), await freePort()];
  const data = path.join(folder, 'data');
  // It refuses to run as root.
  const as = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
  if (as.length > 0) execFileSync('chown', ['postgres', folder]);
  const [initdb, ...setUp] = [
    ...as,
    path.join(programs, 'initdb'),
    '-D',
    data,
    '-U',
    'boletim',
    '--auth=trust',
  ];
  execFileSync(initdb!, [...setUp, '--no-sync', '-E', 'UTF8'], { stdio: 'ignore', cwd: folder });
  const options = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder];
  const program = [...as, path.join(programs, 'postgres'), ...options];
  const url = `postgres://boletim@127.0.0.1:${port}/postgres`;
  return storeOf({
    program,
    folder,
    port,
    url,
    stopSignal: 'SIGINT',
    pidFile: path.join(data, 'postmaster.pid'),
  });
}

interface StoreProgram {
  program: string[];
  folder: string;
  port: number;
  url: string;
  stopSignal: NodeJS.Signals;
  /** Where the store's own process id stands, when another program started it. */
  pidFile?: string;
}

function storeOf({ program, folder, port, url, stopSignal, pidFile }: StoreProgram): TestStore {
  let child: ChildProcess | null = null;
  const start = async () => {
    // What a killed PostgreSQL left of itself, it takes for another that runs, until that is gone.
    for (let tries = 0; tries < MOST_STARTS; tries++) {
      child = spawn(program[0]!, program.slice(1), { stdio: 'ignore', cwd: folder });
      if (await listens(child, port)) return;
      await sleep(500);
    }
    throw new Error(`nothing listens on port ${port}`);
  };
  const stop = async ({ kill } = { kill: false }) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    const pid = pidFile ? Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]) : child.pid!;
    process.kill(pid, kill ? 'SIGKILL' : stopSignal);
    await ended;
  };
  const remove = async () => {
    await stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { url, port, start, stop, remove };
}

const MOST_STARTS = 10;

/** Waits until something listens; false when the program ended before. */
async function listens(child: ChildProcess, port: number): Promise<boolean> {
  const end = performance.now() + 30_000;
  while (child.exitCode === null && child.signalCode === null && performance.now() < end) {
    const socket = net.connect(port, '127.0.0.1');
    const opened = once(socket, 'connect').then(
      () => true,
      () => false,
    );
    const isOpen = await Promise.race([opened, sleep(500, false)]);
    socket.destroy();
    if (isOpen) return true;
    await sleep(50);
  }
  return false;
}

function postgresPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  if (!fs.existsSync(root)) return null;
  const [latest] = fs.readdirSync(root).sort((a, b) => Number(b) - Number(a));
  const programs = path.join(root, latest ?? '', 'bin');
  return fs.existsSync(path.join(programs, 'initdb')) ? programs : null;
}
