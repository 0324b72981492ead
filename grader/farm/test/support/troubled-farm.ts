import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { CuttingProxy } from './cutting-proxy';
import { WorkerProcess, type FarmKeys } from './farm';
import { SmallDisk } from './small-disk';
import type { TestStore } from './stores';

export interface TroubledFarmOptions {
  store: TestStore;
  keys: FarmKeys;
  assignment: string;
  /** What to compute on: the plain processor by default. */
  device?: string;
  workers: number;
  /** Draws what happens, and when. */
  seed: number;
  /** Something happens about this often; 0 for a quiet farm. */
  everyMilliseconds: number;
  /** Nothing happens any more after this. */
  seconds: number;
  /** Where workers have their temporary folders. */
  scratch: string;
  /** After how long without a sign of life a worker's job goes to another. */
  lockSeconds: number;
}

/** What goes wrong, and how often beside the others. */
const HAPPENINGS = {
  'kill a worker': 4,
  'stop a worker': 3,
  'restart the store': 2,
  'cut the lines': 3,
  'fill a disk': 1,
  'kill who waits': 1,
} as const;
type Happening = keyof typeof HAPPENINGS;
const DRAWN = (Object.keys(HAPPENINGS) as Happening[]).flatMap((what) =>
  Array.from({ length: HAPPENINGS[what] }, () => what),
);

interface Member {
  worker: WorkerProcess;
  disk: SmallDisk;
}

/** Workers and a store behind a proxy, to which things happen at random; whoever watches over them starts what has ended. */
export class TroubledFarm {
  readonly happened: Record<string, number> = {};
  private readonly members: Member[] = [];
  private readonly proxy: CuttingProxy;
  private random: number;
  private isOver = false;
  private gradedBefore = 0;

  private constructor(
    private readonly options: TroubledFarmOptions,
    /** Where the store is reached through the proxy. */
    readonly url: string,
    proxy: CuttingProxy,
  ) {
    this.random = options.seed;
    this.proxy = proxy;
    for (let count = 0; count < options.workers; count++) this.startWorker();
  }

  static async start(options: TroubledFarmOptions): Promise<TroubledFarm> {
    const proxy = new CuttingProxy(options.store.port);
    const url = new URL(options.store.url);
    url.port = String(await proxy.listen());
    return new TroubledFarm(options, url.href, proxy);
  }

  /** Waits until all workers listen. */
  async ready(): Promise<void> {
    await Promise.all(this.members.map(({ worker }) => worker.says(/Listening/, 120_000)));
  }

  /** Lets things go wrong until it is calm again. Who waits for results is the caller's, and so is its end. */
  async makeTrouble(killWhoWaits: () => void): Promise<void> {
    const { everyMilliseconds, seconds } = this.options;
    if (everyMilliseconds === 0) return;
    const end = performance.now() + seconds * 1000;
    await this.members[0]!.worker.says(/Listening/, 120_000);
    await this.happen('fill a disk', killWhoWaits);
    while (!this.isOver && performance.now() < end) {
      await this.happen(DRAWN[this.draw(DRAWN.length)]!, killWhoWaits);
      await sleep(everyMilliseconds * (0.5 + this.draw(1000) / 1000));
    }
  }

  /** From now on nothing more goes wrong. */
  calm(): void {
    this.isOver = true;
  }

  /** How often workers said that they graded something. */
  get graded(): number {
    return this.members.reduce((sum, { worker }) => sum + worker.graded, this.gradedBefore);
  }

  async end(): Promise<void> {
    this.calm();
    for (const member of this.members.splice(0)) await this.endWorker(member);
    this.proxy.close();
  }

  private startWorker(): void {
    const { keys, assignment, scratch, lockSeconds, device = 'cpu' } = this.options;
    const disk = new SmallDisk(path.join(scratch, `disk-${this.draw(2 ** 30)}`));
    const extra = ['--lock-seconds', String(lockSeconds), '--jobs', '1', '--device', device];
    const environment = { TMPDIR: disk.folder };
    this.members.push({
      worker: new WorkerProcess(this.url, keys, { extra, assignment, environment }),
      disk,
    });
  }

  private async endWorker({ worker, disk }: Member): Promise<void> {
    await worker.kill();
    this.gradedBefore += worker.graded;
    disk.remove();
  }

  private async happen(what: Happening, killWhoWaits: () => void): Promise<void> {
    this.happened[what] = (this.happened[what] ?? 0) + 1;
    const { store } = this.options;
    const { worker, disk } = await this.anyMember();
    if (what === 'kill a worker') worker.signal('SIGKILL');
    else if (what === 'stop a worker') {
      worker.signal('SIGSTOP');
      // Longer than a short lock holds: others take its job, and it comes late.
      setTimeout(() => worker.signal('SIGCONT'), 5000);
    } else if (what === 'fill a disk') {
      disk.fill();
      setTimeout(() => worker.running && disk.free(), 8000);
    } else if (what === 'restart the store') {
      await store.stop({ kill: this.draw(2) === 0 });
      await sleep(300);
      await store.start();
    } else if (what === 'cut the lines') this.proxy.cut();
    else killWhoWaits();
  }

  /** One of those that run, after those that have ended were started again. */
  private async anyMember(): Promise<Member> {
    for (const member of this.members.filter(({ worker }) => !worker.running)) {
      this.members.splice(this.members.indexOf(member), 1);
      await this.endWorker(member);
    }
    while (!this.isOver && this.members.length < this.options.workers) this.startWorker();
    return this.members[this.draw(this.members.length)]!;
  }

  /** A whole number below a limit, the same ones from the same seed. */
  private draw(limit: number): number {
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.random / 2 ** 32) * limit);
  }
}
