import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_SEED } from '../../../suite/random';
import { CuttingProxy } from './cutting-proxy';
import { PROGRAM, sandbox, WorkerProcess, type FarmKeys } from './farm';
import type { TestStore } from './stores';

export interface ChaosOptions {
  store: TestStore;
  keys: FarmKeys;
  assignment: string;
  submissions: string;
  out: string;
  workers: number;
  /** Draws what happens, and when. */
  seed: number;
  /** Something happens about this often; 0 for a quiet run. */
  everyMilliseconds: number;
  /** Nothing happens any more after this. */
  seconds: number;
  scratch: string;
  /** When a class run says that a submission is done. */
  onDone?(line: string): void;
}

/** What happened, and how the last class run ended. */
export interface ChaosResult {
  happened: Record<string, number>;
  status: number | null;
  output: string;
}

/** A class that ends by itself without having graded everything is started again this often. */
const MOST_TRIES = 4;

const HAPPENINGS = [
  'kill a worker',
  'stop a worker',
  'restart the store',
  'cut the lines',
  'kill the class',
] as const;
type Happening = (typeof HAPPENINGS)[number];

/** A class graded by a farm in which things go wrong at random, until it is done. */
export class Chaos {
  private readonly workers: WorkerProcess[] = [];
  private readonly happened: Record<string, number> = {};
  private readonly proxy: CuttingProxy;
  private random: number;
  private classRun: ChildProcess | null = null;
  private output = '';
  private over = false;
  private url = '';

  constructor(private readonly options: ChaosOptions) {
    this.random = options.seed;
    this.proxy = new CuttingProxy(options.store.port);
  }

  async run(): Promise<ChaosResult> {
    const { store, workers } = this.options;
    const url = new URL(store.url);
    url.port = String(await this.proxy.listen());
    this.url = url.href;
    for (let count = 0; count < workers; count++) this.startWorker();
    this.startWorkerWithoutDisk();
    const trouble = this.options.everyMilliseconds > 0 ? this.makeTrouble() : Promise.resolve();
    try {
      const status = await this.runClassToItsEnd();
      this.over = true;
      await trouble;
      return { happened: this.happened, status, output: this.output };
    } finally {
      this.over = true;
      await trouble.catch(() => {});
      this.classRun?.kill('SIGKILL');
      await Promise.all(this.workers.map((worker) => worker.kill()));
      this.proxy.close();
    }
  }

  private startWorker(environment: NodeJS.ProcessEnv = {}): WorkerProcess {
    const { keys, assignment } = this.options;
    const worker = new WorkerProcess(this.url, keys, {
      extra: ['--lock-seconds', '3', '--jobs', '1'],
      assignment,
      environment,
    });
    this.workers.push(worker);
    return worker;
  }

  /** Its temporary folder goes away once it works: every submission is a fault of this machine from then on. */
  private startWorkerWithoutDisk(): void {
    const folder = path.join(this.options.scratch, 'disk');
    fs.mkdirSync(folder, { recursive: true });
    const worker = this.startWorker({ TMPDIR: folder });
    const remove = async () => {
      await worker.says(/Listening/, 60_000);
      fs.rmSync(folder, { recursive: true, force: true });
      this.count('fill a disk');
    };
    remove().catch(() => {});
  }

  private async runClassToItsEnd(): Promise<number | null> {
    for (let tries = 0; ;) {
      const child = this.startClass();
      this.classRun = child;
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      // A person would say the same command again, until nothing goes wrong any more.
      if (signal === null && (code === 0 || tries++ > MOST_TRIES)) return code;
    }
  }

  private startClass(): ChildProcess {
    const { keys, submissions, out, assignment, onDone } = this.options;
    const remote = [
      '--seed',
      String(DEFAULT_SEED),
      '--queue',
      this.url,
      '--sign',
      keys.files.course,
      '--workers',
      keys.files.workers,
    ];
    const fixed = ['class', submissions, assignment, '--out', out, '--device', 'cpu', '--sandbox', sandbox];
    const child = spawn(process.execPath, [PROGRAM, ...fixed, ...remote], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        this.output = (this.output + chunk.toString()).slice(-20_000);
        for (const line of chunk.toString().split('\n')) onDone?.(line);
      });
    return child;
  }

  private async makeTrouble(): Promise<void> {
    const end = performance.now() + this.options.seconds * 1000;
    await sleep(2000);
    for (let turn = this.draw(HAPPENINGS.length); !this.over && performance.now() < end; turn += 1) {
      await this.happen(HAPPENINGS[turn % HAPPENINGS.length]!);
      await sleep(this.options.everyMilliseconds * (0.5 + this.draw(1000) / 1000));
    }
  }

  private async happen(what: Happening): Promise<void> {
    this.count(what);
    const worker = this.anyWorker();
    if (what === 'kill a worker') {
      await worker.kill();
      this.startWorker();
    } else if (what === 'stop a worker') {
      worker.signal('SIGSTOP');
      // Longer than a lock holds: others take its job, and it comes late.
      setTimeout(() => worker.signal('SIGCONT'), 5000);
    } else if (what === 'restart the store') {
      await this.options.store.stop({ kill: this.draw(2) === 0 });
      await sleep(300);
      await this.options.store.start();
    } else if (what === 'cut the lines') this.proxy.cut();
    else this.classRun?.kill('SIGKILL');
  }

  /** One of those that run; whoever watches over a farm starts what has ended. */
  private anyWorker(): WorkerProcess {
    const running = () => this.workers.filter((worker) => worker.running);
    while (running().length < this.options.workers) this.startWorker();
    return running()[this.draw(running().length)]!;
  }

  private count(what: string): void {
    this.happened[what] = (this.happened[what] ?? 0) + 1;
  }

  /** A whole number below a limit, the same ones from the same seed. */
  private draw(limit: number): number {
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.random / 2 ** 32) * limit);
  }
}
