import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeTokens } from '../../grader/farm/serve/tokens';
import { PROGRAM } from '../../grader/farm/test/support/farm';
import { freePort } from '../../grader/farm/test/support/stores';
import { COURSE } from '../../grader/system/paths';
import type { FarmBench } from './farm-bench';

const STUDENTS = 50;
const MOST_SECONDS = 120;

/** `boletim serve` as a process, which may be killed and started again at the same address. */
export class ServeProcess {
  readonly url: string;
  /** Of the students, in order. */
  readonly tokens: readonly string[];
  private readonly teacher: string;
  private child: ChildProcess | undefined;
  /** What it said when it ended though nobody ended it. */
  readonly surprises: string[] = [];

  private constructor(
    private readonly parameters: readonly string[],
    port: number,
    out: string,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    const students = Array.from({ length: STUDENTS }, (_, index) => ({ id: `student-${index}`, name: '' }));
    const made = makeTokens(out, students, []);
    this.teacher = made.find(({ holder }) => holder.role === 'teacher')!.token;
    this.tokens = made.filter(({ holder }) => holder.role === 'student').map(({ token }) => token);
  }

  static async start({ keys, atEnd }: FarmBench, queue: string, out: string): Promise<ServeProcess> {
    const port = await freePort();
    const signed = ['--sign', keys.files.course, '--workers', keys.files.workers];
    const fixed = ['serve', 'warmup', '--queue', queue, '--out', out, '--device', 'cpu'];
    const served = new ServeProcess([PROGRAM, ...fixed, ...signed, '--port', String(port)], port, out);
    atEnd(() => served.end());
    served.run();
    await served.untilListening();
    return served;
  }

  /** Somebody kills it, and who watches over it starts it again. */
  killAndStart(): void {
    this.end();
    this.run();
  }

  end(): void {
    const { child } = this;
    this.child = undefined;
    child?.kill('SIGKILL');
  }

  /** What is in memory of it now, in bytes. */
  residentBytes(): number {
    const status = fs.readFileSync(`/proc/${this.child!.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  }

  /** What it counted, of its metrics. */
  async counted(name: string): Promise<number> {
    const headers = { authorization: `Bearer ${this.teacher}` };
    const text = await (await fetch(`${this.url}/metrics`, { headers })).text();
    return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1]);
  }

  private run(): void {
    const child = spawn(process.execPath, [...this.parameters], {
      cwd: COURSE,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2000)));
    child.once('close', (code) => {
      if (this.child !== child) return;
      this.surprises.push(`serve ended with ${code}: ${output}`);
      this.run();
    });
  }

  private async untilListening(): Promise<void> {
    const end = performance.now() + MOST_SECONDS * 1000;
    while (performance.now() < end) {
      if (await fetch(this.url).catch(() => null)) return;
      await sleep(100);
    }
    throw new Error('serve does not listen');
  }
}
