import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CACHE } from '../loader/compile';
import { filesBelow, COURSE } from '../system/paths';
import type { Report } from '../report/report';
import { measureRun, median } from './measure';

const RUNS = 7;

const PROGRAM = path.join(COURSE, 'grader', 'bin', 'boletim.js');

/**
 * Wall time and peak memory of grading, as a person waits for it: a new process each time, medians over several
 * runs, the two submissions taking turns. What `npm ci` prepared is there; what was learned from an earlier run of
 * the same files is not, for the solution. Prints where the time goes.
 */
export async function benchGrading(): Promise<void> {
  const cases = { stubs: 'assignments/cnn', solution: 'solutions/cnn' };
  const rows = { stubs: [] as Row[], solution: [] as Row[], again: [] as Row[] };
  prepareAnew();
  for (let run = 0; run < RUNS; run += 1) {
    for (const name of ['stubs', 'solution'] as const)
      rows[name].push(await gradeOnce(cases[name], name === 'solution'));
    rows.again.push(await gradeOnce(cases.solution, false));
  }
  print('stubs', rows.stubs);
  print('solution', rows.solution);
  print('the same files again', rows.again);
}

interface Row {
  wall: number;
  peak: number;
  /** Before grading begins: Node itself and the program's modules. */
  start: number;
  tests: number;
  /** Grading time in which no test ran: compiling, starting the sandbox, waiting for the type check. */
  around: number;
  score: number;
}

async function gradeOnce(submission: string, forget: boolean): Promise<Row> {
  if (forget) forgetLearned();
  const file = path.join(os.tmpdir(), `boletim-bench-${process.pid}.json`);
  const parameters = [
    PROGRAM,
    'grade',
    'cnn',
    '--submission',
    path.join(COURSE, submission),
    '--report',
    `json=${file}`,
  ];
  const { milliseconds, peakBytes } = await measureRun(process.execPath, parameters);
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
  fs.rmSync(file);
  const tests = report.questions
    .flatMap((question) => question.tests)
    .reduce((sum, test) => sum + test.durationMs, 0);
  return {
    wall: milliseconds,
    peak: peakBytes,
    start: milliseconds - report.durationMs,
    tests,
    around: report.durationMs - tests,
    score: report.score,
  };
}

const LEARNED = ['type-checks', 'submitted'].map((name) => path.join(CACHE, name));
/** What `npm ci` prepares, by path: everything else is learned from a run. */
const prepared = new Set<string>();

function prepareAnew(): void {
  for (const folder of LEARNED) fs.rmSync(folder, { recursive: true, force: true });
  const loader = path.join(COURSE, 'grader', 'loader');
  const parameters = ['--require', path.join(loader, 'register.js'), path.join(loader, 'prepare.ts')];
  spawnSync(process.execPath, parameters, { stdio: 'inherit' });
  for (const file of LEARNED.flatMap(filesBelow)) prepared.add(file);
}

function forgetLearned(): void {
  for (const file of LEARNED.flatMap(filesBelow)) if (!prepared.has(file)) fs.rmSync(file, { force: true });
}

function print(name: string, rows: Row[]): void {
  const of = (pick: (row: Row) => number) => median(rows.map(pick));
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
  const walls = rows.map((row) => row.wall);
  process.stdout.write(
    `grade cnn ${name.padEnd(9)} score ${of((row) => row.score)}  wall ${seconds(of((row) => row.wall))} ` +
      `(${seconds(Math.min(...walls))} to ${seconds(Math.max(...walls))}, ${rows.length} runs)  ` +
      `peak memory ${Math.round(of((row) => row.peak) / 1e6)} MB\n` +
      `  Node and modules ${seconds(of((row) => row.start))} · around the tests ${seconds(of((row) => row.around))} · tests ${seconds(of((row) => row.tests))}\n`,
  );
}
