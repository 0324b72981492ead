import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { DEFAULT_SEED } from '../../../suite/random';
import { PROGRAM, sandbox } from './farm';
import { TroubledFarm, type TroubledFarmOptions } from './troubled-farm';

export interface ChaosOptions extends TroubledFarmOptions {
  submissions: string;
  out: string;
}

/** What happened, and how the last class run ended. */
export interface ChaosResult {
  happened: Record<string, number>;
  /** How often workers graded something: delivery is at least once. */
  graded: number;
  status: number | null;
  output: string;
}

/** A class that ends by itself without having graded everything is started again this often. */
const MOST_TRIES = 4;

/** A class graded by a farm in which things go wrong at random, until it is done. */
export class Chaos {
  private farm: TroubledFarm | undefined;
  private classRun: ChildProcess | null = null;
  private output = '';
  private isEnded = false;

  constructor(private readonly options: ChaosOptions) {}

  async run(): Promise<ChaosResult> {
    const farm = (this.farm = await TroubledFarm.start(this.options));
    const trouble = farm.makeTrouble(() => this.classRun?.kill('SIGKILL'));
    try {
      const status = await Promise.race([this.runClassToItsEnd(farm.url), failureOf(trouble)]);
      farm.calm();
      await trouble;
      return { happened: farm.happened, graded: farm.graded, status, output: this.output };
    } finally {
      await this.end();
      await trouble.catch(() => {});
    }
  }

  async end(): Promise<void> {
    this.isEnded = true;
    this.farm?.calm();
    this.classRun?.kill('SIGKILL');
    await this.farm?.end();
  }

  private async runClassToItsEnd(url: string): Promise<number | null> {
    for (let tries = 0; ;) {
      const child = this.startClass(url);
      this.classRun = child;
      const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
      // A person would say the same command again, until nothing goes wrong any more.
      if (this.isEnded || (signal === null && (code === 0 || tries++ > MOST_TRIES))) return code;
    }
  }

  private startClass(url: string): ChildProcess {
    const { keys, submissions, out, assignment, device = 'cpu' } = this.options;
    const fixed = ['class', submissions, assignment, '--out', out, '--device', device, '--sandbox', sandbox];
    const remote = ['--seed', String(DEFAULT_SEED), '--queue', url];
    const signed = ['--sign', keys.files.course, '--workers', keys.files.workers];
    const child = spawn(process.execPath, [PROGRAM, ...fixed, ...remote, ...signed], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000)));
    return child;
  }
}

/** Never ends well: a store that does not start again would let a class wait for ever. */
async function failureOf(work: Promise<void>): Promise<never> {
  await work;
  return new Promise(() => {});
}
