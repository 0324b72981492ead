import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { resultOf } from '../grader/farm/test/support/results';
import { createKeyFile } from '../grader/receipt';
import type { Report } from '../grader/report/report';
import { ProcessTree } from '../grader/sandbox/host/process-tree';
import { CACHE } from '../grader/loader/compile';
import { filesBelow, SOLUTIONS } from '../grader/system/paths';
import { startTimeOf } from '../grader/system/temporary-folder';
import { verifyFolder } from '../grader/teaching/receipts/verify-folder';
import { seededMoments } from '../grader/test/sandbox/faults/program';
import type { Bench } from './by-turns';
import { endOfClass, startClass, type EndedClass } from './class-run';
import { compareResults, doubledResults, firstDifference } from './compare-results';
import { writeSubmissions, type Kind } from './submissions';

const ID = 'warmup';
const KINDS: Kind[] = ['right', 'wrong', 'crashing'];
const STUDENTS = 6;
/** How often a run is left alone, and so ends its chain. */
const LEFT_ALONE = 0.1;
const MOST_SECONDS_TO_END = 5;
/** It takes long: what was found so far is told after so many chains. */
const CHAINS_TO_TELL = 20;

/**
 * SIGKILL at random moments, by turns to `class` and to a process of it that reads and compiles, until the class was
 * graded; then whether anything is lost, doubled or left behind. Every chain has new submissions, so that all is read.
 */
export async function benchKills(bench: Bench): Promise<void> {
  const kills = new Kills(bench, path.join(bench.folder, 'kills'));
  await kills.run();
  kills.print();
}

type Victim = 'class' | 'reader';

class Kills {
  private readonly moment = seededMoments(13);
  private readonly killed: Record<Victim, number> = { class: 0, reader: 0 };
  private readonly problems: string[] = [];
  private readonly key: string;
  private readonly temporary: string;
  private chains = 0;
  private undisturbed = '';
  /** How long a run takes at the moment, when nothing is killed. */
  private seconds = 0;

  constructor(
    private readonly bench: Bench,
    private readonly place: string,
  ) {
    this.temporary = path.join(place, 'tmp');
    fs.mkdirSync(this.temporary, { recursive: true });
    this.key = path.join(place, 'class.key');
    fs.writeFileSync(this.key, createKeyFile(), { mode: 0o600 });
  }

  async run(): Promise<void> {
    const first = this.writeChain('undisturbed');
    // The first one compiles the program.
    await endOfClass(this.start(this.writeChain('first')));
    this.undisturbed = first.out;
    this.seconds = (await endOfClass(this.start(first))).seconds;
    while (this.total < this.bench.scale.kills) {
      this.chains += 1;
      const chain = this.writeChain(`chain-${this.chains}`);
      while (!(await this.runOnce(chain)));
      this.checkChain(chain.out);
      if (this.chains % CHAINS_TO_TELL === 0) this.print();
      fs.rmSync(path.dirname(chain.out), { recursive: true, force: true });
    }
  }

  print(): void {
    const { class: classes, reader } = this.killed;
    const lines = [
      `  ${this.total} kills (${classes} of class, ${reader} of its readers) in ${this.chains} classes of ${STUDENTS}`,
      `  ${this.problems.length} lost, doubled, wrong or left behind`,
      ...this.problems.slice(0, 20).map((problem) => `    ${problem.slice(0, 500)}`),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }

  private get total(): number {
    return this.killed.class + this.killed.reader;
  }

  private writeChain(name: string): { submissions: string; out: string } {
    const folder = path.join(this.place, name);
    const submissions = path.join(folder, 'in');
    const salt = `${name.padEnd(12)} ${process.pid}`;
    const solution = path.join(SOLUTIONS, ID);
    writeSubmissions(submissions, { solution, kinds: KINDS, count: STUDENTS, salt });
    return { submissions, out: path.join(folder, 'out') };
  }

  private start(chain: { submissions: string; out: string }): ChildProcess {
    const further = ['--jobs', '2', '--sign', this.key];
    const child = startClass({ ...chain, id: ID, further, env: { TMPDIR: this.temporary } });
    this.bench.atEnd(() => child.kill('SIGKILL'));
    return child;
  }

  /** One run of a chain; true when it has ended as it should. */
  private async runOnce(chain: { submissions: string; out: string }): Promise<boolean> {
    const child = this.start(chain);
    const ended = endOfClass(child);
    if (this.total < this.bench.scale.kills && this.moment() >= LEFT_ALONE) {
      const victim: Victim = this.total % 2 === 0 ? 'class' : 'reader';
      const left = await this.killLater(child, victim);
      await ended;
      await this.checkProcesses(left);
    }
    return this.hasEnded(await ended);
  }

  private hasEnded({ status, signal, errors, seconds }: EndedClass): boolean {
    if (signal === 'SIGKILL') return false;
    this.seconds = seconds;
    if (status !== 0) this.problems.push(`class ended with ${status}: ${errors}`);
    return true;
  }

  /** Kills at a random moment, and gives what ran then, by pid and start. */
  private async killLater(child: ChildProcess, victim: Victim): Promise<Map<number, number>> {
    const gone = new AbortController();
    child.once('exit', () => gone.abort());
    await sleep(this.moment() * this.seconds * 1000, null, { signal: gone.signal }).catch(() => {});
    const members = gone.signal.aborted ? [] : [...new ProcessTree(child.pid!, null).members()];
    const running = new Map(members.map((pid) => [pid, startTimeOf(pid) ?? 0]));
    const readers = members.filter(isReader);
    const chosen = victim === 'class' ? members.slice(0, 1) : readers.slice(0, 1);
    for (const pid of chosen) if (kill(pid)) this.killed[victim] += 1;
    return running;
  }

  private async checkProcesses(running: ReadonlyMap<number, number>): Promise<void> {
    const isLeft = ([pid, started]: [number, number]) =>
      startTimeOf(pid) === started && commandOf(pid) !== '';
    const end = performance.now() + MOST_SECONDS_TO_END * 1000;
    while ([...running].some(isLeft) && performance.now() < end) await sleep(25);
    for (const [pid] of [...running].filter(isLeft)) this.problems.push(`still runs: ${commandOf(pid)}`);
  }

  private checkChain(out: string): void {
    const near = this.undisturbed;
    const { lost, wrong } = compareResults(near, out, withoutSalt);
    this.problems.push(
      ...lost.map((name) => `lost: ${name}`),
      ...wrong.map((name) => `wrong: ${firstDifference([near, out], name, withoutSalt)}`),
      ...doubledResults(out).map((student) => `doubled: ${student}`),
      ...verifyFolder(out, null).problems.map((problem) => `receipts: ${JSON.stringify(problem)}`),
      ...namesOf(out)
        .filter((name) => !namesOf(near).includes(name))
        .map((name) => `left in the output: ${name}`),
      ...namesOf(near)
        .filter((name) => !namesOf(out).includes(name))
        .map((name) => `lost from the output: ${name}`),
      ...filesBelow(out)
        .filter(isHalf)
        .map((file) => `half a file: ${file}`),
      ...fs.readdirSync(this.temporary).map((name) => `left in the temporary folder: ${name}`),
      ...filesBelow(CACHE)
        .filter((file) => file.endsWith('.tmp'))
        .map((file) => `left in the cache: ${file}`),
    );
    const grades = (folder: string) =>
      fs.readFileSync(path.join(folder, 'grades.csv'), 'utf8').replace(/[0-9a-f]{64}/g, 'digest');
    if (grades(near) !== grades(out)) this.problems.push('grades.csv is another one');
  }
}

/** Two chains have the same submissions but for a comment. */
function withoutSalt(out: string, name: string): object {
  const report = resultOf(out, name) as Report;
  const questions = report.questions.map((question) => ({ ...question, code: null }));
  return { ...report, questions, submission: { ...report.submission, digest: '' } };
}

/** What a class has written; stored results and hand-ins are named by digests. */
function namesOf(out: string): string[] {
  const names = filesBelow(out).map((file) => path.relative(out, file));
  return names.map((name) => name.replace(/[0-9a-f]{2}\/[0-9a-f]{62,64}/g, 'digest'));
}

function isHalf(file: string): boolean {
  try {
    if (file.endsWith('.json')) JSON.parse(fs.readFileSync(file, 'utf8'));
    return fs.statSync(file).size === 0;
  } catch {
    return true;
  }
}

function isReader(pid: number): boolean {
  return commandOf(pid).includes('task-main');
}

/** Empty for what has ended. */
function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
