import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { resultNames, resultOf } from '../grader/farm/test/support/results';
import type { Report } from '../grader/report/report';
import { SOLUTIONS } from '../grader/system/paths';
import type { Bench } from './by-turns';
import { runClass } from './class-run';
import { compareResults, firstDifference } from './compare-results';
import { writeSubmissions, type Kind } from './submissions';

const ID = 'cnn';
const SUITES = path.join(SOLUTIONS, ID, 'suites');
/** Each twelve damage another of the five files; what hangs takes longer than all others together. */
const KINDS: Kind[] = [...repeat<Kind>(['right', 'wrong', 'crashing'], 3), 'right', 'wrong', 'hanging'];
const MOST_SHOWN = 10;

/**
 * Whether verdicts depend on the load: a class with hidden suites, graded idle and beside busy loops, report by report
 * without times; then the solution, over and over beside the loops. With `--keep` the parts can be run one by one.
 */
export async function benchLoad(bench: Bench): Promise<void> {
  const place = path.join(bench.scale.keep ?? bench.folder, 'load');
  const parts = bench.scale.parts ?? ['idle', 'loaded', 'flips'];
  for (const part of ['idle', 'loaded'] as const)
    if (parts.includes(part)) await gradeRounds(bench, { part, place });
  if (parts.some((part) => part !== 'flips')) compareRounds(place);
  if (parts.includes('flips')) await countFlips(bench, path.join(place, 'flips'));
}

async function gradeRounds(
  bench: Bench,
  { part, place }: { part: 'idle' | 'loaded'; place: string },
): Promise<void> {
  const submissions = path.join(place, 'in');
  const { submissions: count, rounds } = bench.scale;
  freshly(submissions);
  const class_ = { solution: path.join(SOLUTIONS, ID), kinds: KINDS, count, salt: 'load', anyFile: true };
  writeSubmissions(submissions, class_);
  for (let round = 1; round <= rounds; round += 1) {
    const [folder, end] = [
      path.join(place, `${part}-${round}`),
      part === 'loaded' ? makeLoad(bench) : () => {},
    ];
    freshly(folder);
    const seconds = await gradeClass(bench, submissions, folder).finally(end);
    print(`  ${part}, round ${round}: ${count} submissions in ${seconds.toFixed(0)} s, load ${load()}`);
  }
}

/** Every round beside the first idle one; where none was kept, beside the first of all. */
function compareRounds(place: string): void {
  const rounds = fs.readdirSync(place).filter((name) => /^(?:idle|loaded)-\d+$/.test(name));
  const [first, ...others] = rounds.sort().map((name) => path.join(place, name, 'out'));
  if (!first) return;
  for (const other of others) {
    const { all, lost, wrong } = compareResults(first, other);
    const [left, right] = [first, other].map((out) => path.basename(path.dirname(out)));
    print(`  ${right} beside ${left}: ${all} reports, ${lost.length} lost, ${wrong.length} different`);
    for (const name of wrong.slice(0, MOST_SHOWN)) print(`    ${firstDifference([first, other], name)}`);
  }
}

async function countFlips(bench: Bench, place: string): Promise<void> {
  const { gradings: count } = bench.scale;
  const submissions = path.join(place, 'in');
  freshly(place);
  writeSubmissions(submissions, {
    ...{ solution: path.join(SOLUTIONS, ID), kinds: ['right'], count, salt: `flips ${process.pid}` },
  });
  const end = makeLoad(bench);
  const seconds = await gradeClass(bench, submissions, place).finally(end);
  const out = path.join(place, 'out');
  const flips = resultNames(out).flatMap((name) => flipsOf(resultOf(out, name) as Report, name));
  print(
    `  ${resultNames(out).length} of ${count} gradings of the solution in ${seconds.toFixed(0)} s: ${flips.length} flipped verdicts`,
  );
  for (const flip of flips.slice(0, MOST_SHOWN)) print(`    ${flip}`);
}

/** All that the solution did not pass: it passes everything. */
function flipsOf({ questions, score, maxScore }: Report, name: string): string[] {
  const lost = questions.flatMap(({ id, tests }) =>
    tests
      .filter(({ status }) => status !== 'passed')
      .map((test) => `${name} ${id}/${test.id}: ${test.status}, ${test.message}`),
  );
  return lost.length > 0 || score === maxScore ? lost : [`${name}: ${score} of ${maxScore}`];
}

/** A folder of its own for each class: results of folders beside one are taken over. */
async function gradeClass({ atEnd }: Bench, submissions: string, folder: string): Promise<number> {
  const further = ['--hidden', SUITES, '--jobs', String(os.availableParallelism())];
  const run = { submissions, id: ID, out: path.join(folder, 'out'), further };
  return (await runClass(run, atEnd)).seconds;
}

/** Busy loops, each a session of its own: to the kernel's scheduler as much as a sandbox. */
function makeLoad({ scale, atEnd }: Bench): () => void {
  const program =
    'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e8; i++);';
  const loops = Array.from({ length: scale.loops }, () =>
    spawn(process.execPath, ['-e', program], { stdio: 'ignore', detached: true }),
  );
  const end = () => loops.forEach((loop) => loop.kill('SIGKILL'));
  atEnd(end);
  return end;
}

function repeat<T>(values: readonly T[], times: number): T[] {
  return Array.from({ length: times }, () => values).flat();
}

function freshly(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
}

function load(): string {
  return os.loadavg()[0]!.toFixed(1);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
