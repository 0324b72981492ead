import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadAssignment } from '../assignment/load';
import type { Assignment } from '../assignment/assignment';
import { gradeClass, type ClassOptions, type ClassResult } from '../teaching/class';
import { SOLUTIONS } from '../system/paths';
import { chooseSandbox } from '../sandbox/host/choose';
import { DEFAULT_SEED } from '../suite/random';

const JOBS = 2;
const SUBMISSIONS = 60;
const HANGING = 3;
const MANY = 500;

/**
 * A class of 60 CNN submissions, right, wrong, crashing and hanging mixed, two at a time: submissions a second without
 * those that hang, the whole with them, and the same again with nothing changed. Then the memory of the grading process
 * over 500 small submissions.
 */
export async function benchClass(): Promise<void> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-bench-class-'));
  try {
    await benchThroughput(path.join(root, 'cnn'));
    await benchMemory(path.join(root, 'warmup'));
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

async function benchThroughput(root: string): Promise<void> {
  const assignment = loadAssignment('cnn');
  const kinds: Kind[] = ['right', 'wrong', 'right', 'crashing'];
  generate(path.join(root, 'quick'), { assignment, kinds, count: SUBMISSIONS - HANGING });
  generate(path.join(root, 'slow'), { assignment, kinds: ['hanging'], count: HANGING });
  const quick = await timed(() => run(assignment, { root, name: 'quick' }));
  const again = await timed(() => run(assignment, { root, name: 'quick' }));
  const slow = await timed(() => run(assignment, { root, name: 'slow' }));
  const rate = quick.result.graded / quick.seconds;
  print(`${quick.result.graded} that end`, `${quick.seconds.toFixed(1)} s, ${rate.toFixed(2)} a second`);
  print(`${slow.result.graded} that hang`, `${slow.seconds.toFixed(1)} s`);
  print(`${again.result.reused} again, unchanged`, `${again.seconds.toFixed(2)} s`);
}

async function benchMemory(root: string): Promise<void> {
  const assignment = loadAssignment('warmup');
  generate(path.join(root, 'many'), { assignment, kinds: ['right', 'wrong'], count: MANY });
  const samples: string[] = [];
  const { seconds } = await timed(() =>
    run(assignment, { root, name: 'many' }, ({ done }) => {
      if (done % (MANY / 5) === 0) samples.push(memory());
    }),
  );
  print(`live (resident) after each ${MANY / 5}`, `${samples.join(', ')} (${seconds.toFixed(0)} s)`);
}

/** What the heap holds after a collection, and what the system counts, in megabytes. */
function memory(): string {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return `${Math.round(heapUsed / 1024 / 1024)} (${Math.round(rss / 1024 / 1024)}) MB`;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

interface Place {
  root: string;
  /** The folder of submissions below it. */
  name: string;
}

async function run(
  assignment: Assignment,
  { root, name }: Place,
  onProgress: NonNullable<ClassOptions['onProgress']> = () => {},
): Promise<ClassResult> {
  return gradeClass({
    assignment,
    submissions: path.join(root, name),
    out: path.join(root, `${name}-out`),
    roster: [],
    reviews: new Map(),
    sandbox: chooseSandbox('auto', { strict: false }).mode,
    device: 'auto',
    seed: DEFAULT_SEED,
    typeCheck: false,
    jobs: JOBS,
    force: false,
    retry: false,
    released: false,
    lang: 'en',
    onProgress,
  });
}

type Kind = 'right' | 'wrong' | 'crashing' | 'hanging';

/** What a kind does to the last file of a right submission. */
const DAMAGE: Record<Kind, (text: string) => string> = {
  right: (text) => text,
  wrong: (text) =>
    text.replace(
      /(export (?:async )?function \w+\([^{]*\{)/,
      '$1\n  if (Date.now() > 0) return undefined as never;',
    ),
  crashing: (text) => `${text}\nprocess.exit(0);\n`,
  hanging: (text) => `${text}\nwhile (true);\n`,
};

/** Every submission differs by a comment, so that no result is shared. */
function generate(
  folder: string,
  { assignment, kinds, count }: { assignment: Assignment; kinds: Kind[]; count: number },
): void {
  const files = assignment.spec.files;
  for (let index = 0; index < count; index++) {
    const damage = DAMAGE[kinds[index % kinds.length]!];
    files.forEach((file, at) => {
      const text = fs.readFileSync(path.join(SOLUTIONS, assignment.spec.id, file), 'utf8');
      const target = path.join(folder, `student-${index}`, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, `${at === files.length - 1 ? damage(text) : text}\n// ${index}\n`);
    });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

function print(name: string, value: string): void {
  process.stdout.write(`  ${name.padEnd(28)} ${value}\n`);
}
