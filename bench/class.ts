import fs from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadAssignment } from '../grader/assignment/load';
import { chooseSandbox } from '../grader/sandbox/host/choose';
import { DEFAULT_SEED } from '../grader/suite/random';
import { SOLUTIONS } from '../grader/system/paths';
import { gradeClass } from '../grader/teaching/class';
import { measureLine, type Bench, type Line } from './by-turns';
import { writeSubmissions, type Kind } from './submissions';

const JOBS = '2';
const MANY = 500;

/**
 * Classes as a teacher waits for them, two submissions at a time: 57 CNN labs that end and 3 that hang, right, wrong and
 * crashing mixed; the same again with nothing changed; 40 small ones. Then the memory of the grading process over 500.
 */
export async function benchClass({ all, folder }: Bench): Promise<void> {
  for (const line of linesOf(folder)) await measureLine(line, all);
  await benchMemory(path.join(folder, 'many'));
}

function linesOf(folder: string): Line[] {
  const kinds: Kind[] = ['right', 'wrong', 'right', 'crashing'];
  const anew = (id: string, count: number, mixed: Kind[]): Pick<Line, 'prepare' | 'count'> => ({
    count,
    prepare: ({ root, name }, run) => {
      const place = path.join(folder, `${id}-${mixed[0]}-${name}`);
      fs.rmSync(place, { recursive: true, force: true });
      const solution = path.join(root, 'solutions', id);
      const salt = `${name} ${run} ${process.pid}`;
      writeSubmissions(path.join(place, 'in'), { solution, kinds: mixed, count, salt });
      return grade(place, id);
    },
  });
  const grade = (place: string, id: string) => [
    'class',
    path.join(place, 'in'),
    id,
    '--out',
    path.join(place, 'out'),
    '--jobs',
    JOBS,
  ];
  return [
    { name: 'class, 57 CNN submissions that end', runs: 3, ...anew('cnn', 57, kinds) },
    {
      name: 'class, the same 57 again',
      runs: 3,
      count: 57,
      prepare: ({ name }) => grade(path.join(folder, `cnn-right-${name}`), 'cnn'),
    },
    { name: 'class, 3 CNN submissions that hang', runs: 3, ...anew('cnn', 3, ['hanging']) },
    { name: 'class, 40 distinct warmup submissions', runs: 3, ...anew('warmup', 40, ['right', 'wrong']) },
  ];
}

async function benchMemory(root: string): Promise<void> {
  const assignment = loadAssignment('warmup');
  const [solution, submissions] = [path.join(SOLUTIONS, 'warmup'), path.join(root, 'in')];
  writeSubmissions(submissions, {
    solution,
    kinds: ['right', 'wrong'],
    count: MANY,
    salt: String(process.pid),
  });
  const samples: string[] = [];
  await gradeClass({
    ...{ assignment, submissions, out: path.join(root, 'out'), roster: [], reviews: new Map() },
    ...{ sandbox: chooseSandbox('auto', { strict: false }).mode, device: 'auto', seed: DEFAULT_SEED },
    ...{ typeCheck: false, jobs: Number(JOBS), force: false, retry: false, released: false, lang: 'en' },
    onProgress: ({ done }) => {
      if (done % (MANY / 5) === 0) samples.push(memory());
    },
  });
  process.stdout.write(
    `class, live (resident) memory after each ${MANY / 5} of ${MANY}\n  ${samples.join(', ')}\n`,
  );
}

/** What the heap holds after a collection, and what the system counts, in megabytes. */
function memory(): string {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, rss } = process.memoryUsage();
  return `${Math.round(heapUsed / 1024 / 1024)} (${Math.round(rss / 1024 / 1024)}) MB`;
}
