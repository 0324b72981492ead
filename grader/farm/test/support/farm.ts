import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { readSigningKey, createKeyFile, type SigningKey } from '../../../receipt';
import { chooseSandbox } from '../../../sandbox/host/choose';
import { DEFAULT_SEED } from '../../../suite/random';
import { COURSE, SOLUTIONS } from '../../../system/paths';
import type { ClassOptions } from '../../../teaching/class';

export const PROGRAM = path.join(COURSE, 'grader/bin/boletim.js');

/** Keys of a class and of a worker, with the files by which each knows the other. */
export interface FarmKeys {
  course: SigningKey;
  worker: SigningKey;
  files: { course: string; worker: string; courses: string; workers: string };
}

export function makeKeys(folder: string): FarmKeys {
  const write = (name: string, text: string) => {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  const [courseFile, workerFile] = [
    write('course.key', createKeyFile()),
    write('worker.key', createKeyFile()),
  ];
  const [course, worker] = [readSigningKey(courseFile), readSigningKey(workerFile)];
  const courses = write('courses', `${course.publicKey} the course\n`);
  const workers = write('workers', `${worker.publicKey} a worker\n`);
  return { course, worker, files: { course: courseFile, worker: workerFile, courses, workers } };
}

/** Plain processes where there is no bubblewrap, and it is not isolation that is tested. */
export const sandbox = chooseSandbox('auto', { strict: false }).mode;

/** How this machine alone grades a class of the warm-up, to compare with. */
export function localOptions(out: string, submissions: string): ClassOptions {
  return {
    ...{ assignment: loadAssignment('warmup'), submissions, out, sandbox, device: 'cpu' },
    ...{ seed: DEFAULT_SEED, jobs: 2, typeCheck: false, force: false, retry: false, released: false },
    ...{ reviews: new Map(), lang: 'en', roster: [] },
  };
}

export interface WorkerSetUp {
  /** Further parameters. */
  extra?: string[];
  assignment?: string;
  environment?: NodeJS.ProcessEnv;
}

/** A worker as a process of its own. */
export class WorkerProcess {
  output = '';
  readonly child: ChildProcess;
  /** Until it has ended and all that it said is in `output`; with 'exit', some may still be in the pipes. */
  private readonly closed: Promise<unknown>;

  constructor(url: string, { files }: FarmKeys, options: WorkerSetUp = {}) {
    const { extra = [], assignment = 'warmup', environment = {} } = options;
    const keys = ['--sign', files.worker, '--trust', files.courses];
    const fixed = ['worker', assignment, '--queue', url, '--sandbox', sandbox, '--device', 'cpu'];
    this.child = spawn(process.execPath, [PROGRAM, ...fixed, ...keys, ...extra], {
      detached: true,
      env: { ...process.env, ...environment },
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.closed = once(this.child, 'close');
  }

  /** Waits until it has said something. */
  async says(pattern: RegExp, milliseconds = 30_000): Promise<void> {
    const end = performance.now() + milliseconds;
    while (!pattern.test(this.output)) {
      if (performance.now() > end) throw new Error(`the worker did not say ${pattern}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** How often it said that it graded something. */
  get graded(): number {
    return this.output.match(/^graded /gm)?.length ?? 0;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** To it and what it started: they are a process group. */
  signal(signal: NodeJS.Signals): void {
    if (this.running) process.kill(-this.child.pid!, signal);
  }

  /** Asks it to drain, and gives its exit code. */
  async drain(): Promise<number | null> {
    this.child.kill('SIGTERM');
    await this.closed;
    return this.child.exitCode;
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.closed;
  }
}

/** Submissions of the warm-up, all different: right, half right and broken in turn. */
export function writeSubmissions(folder: string, count: number): void {
  const source = path.join(SOLUTIONS, 'warmup', 'src');
  const names = fs.readdirSync(source).filter((name) => name.endsWith('.ts'));
  for (let index = 0; index < count; index++) {
    const own = path.join(folder, `student-${String(index).padStart(4, '0')}`, 'src');
    fs.mkdirSync(own, { recursive: true });
    for (const name of names.slice(0, names.length - (index % 3))) {
      const broken = index % 4 === 3 && name === names[0] ? '\nthrow new Error("\\u0000 not today");\n' : '';
      fs.writeFileSync(
        path.join(own, name),
        `${fs.readFileSync(path.join(source, name), 'utf8')}\n// ${index}\n${broken}`,
      );
    }
  }
}
