import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAssignment, type Assignment } from '../assignment/assignment';
import { SOLUTIONS } from '../paths';
import type { QuestionReport, Report, SandboxMode } from '../report/report';
import { gradeSubmission } from '../run/grade';
import { assembleMutant, loadMutants, type Mutant } from './mutants';
import { strayFiles } from './stray-files';

/** One thing that was checked; no problems means that it holds. */
export interface CheckResult {
  name: string;
  problems: string[];
}

export interface CheckOptions {
  sandbox: SandboxMode;
  device: string;
}

/**
 * Proves an assignment: stubs earn nothing because they are not implemented, the solution earns everything, and
 * every mutant fails exactly the tests it names. Loading the assignment has proved that points add up and that YAML
 * and suites match. Where there are hidden suites, all of this is done with them as well.
 */
export async function* checkAssignment(id: string, options: CheckOptions): AsyncGenerator<CheckResult> {
  const solution = path.join(SOLUTIONS, id);
  const hidden = path.join(solution, 'suites');
  const variants = [loadAssignment(id)];
  if (fs.existsSync(path.join(hidden, 'hidden.yaml'))) variants.push(loadAssignment(id, { hidden }));

  const assignment = variants[0]!;
  yield { name: 'no stray files', problems: strayFiles(assignment, solution) };
  for (const variant of variants) {
    const suffix = variant === assignment ? '' : ', hidden suites included';
    yield {
      name: `stubs earn nothing${suffix}`,
      problems: stubProblems(await grade(variant, assignment.folder, options)),
    };
    if (fs.existsSync(solution)) {
      yield {
        name: `the solution earns everything${suffix}`,
        problems: solutionProblems(await grade(variant, solution, options)),
      };
    }
  }
  const context = { assignment: variants.at(-1)!, solution, options };
  const mutants = loadMutants(solution);
  const checks = inParallel(mutants, (mutant) => checkMutant(mutant, context));
  for (const [index, mutant] of mutants.entries()) {
    yield { name: `mutant ${mutant.id}`, problems: await checks[index]! };
  }
}

/** Starts one task a processor; the next in each row follows when the one before it has ended. */
function inParallel<T, R>(items: T[], run: (item: T) => Promise<R>): Promise<R>[] {
  const rows: Promise<unknown>[] = Array.from({ length: os.availableParallelism() }, () => Promise.resolve());
  return items.map((item, index) => {
    const row = index % rows.length;
    const result = rows[row]!.then(() => run(item));
    rows[row] = result.catch(() => {}); // Whoever awaits the result is told; the row goes on.
    return result;
  });
}

function grade(assignment: Assignment, submission: string, options: CheckOptions): Promise<Report> {
  return gradeSubmission({ assignment, submission, ...options, typeCheck: false });
}

function stubProblems(report: Report): string[] {
  return [
    ...report.authorErrors,
    ...eachTest(report)
      .filter(({ test }) => test.status !== 'not-implemented')
      .map(
        ({ name, test }) =>
          `${name} is "${test.status}" on the stubs instead of "not-implemented": ${test.message}`,
      ),
  ];
}

function solutionProblems(report: Report): string[] {
  return [
    ...report.authorErrors,
    ...eachTest(report)
      .filter(({ test }) => test.status !== 'passed')
      .map(({ name, test }) => `${name} is "${test.status}" on the solution: ${test.message}`),
    ...appliedPenalties(report).map((name) => `the solution gets the penalty ${name}`),
  ];
}

async function checkMutant(
  mutant: Mutant,
  { assignment, solution, options }: { assignment: Assignment; solution: string; options: CheckOptions },
): Promise<string[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-mutant-'));
  try {
    assembleMutant(mutant, solution, folder);
    const report = await grade(assignment, folder, options);
    const failed = eachTest(report).filter(({ test }) => test.status !== 'passed');
    return [
      ...report.authorErrors,
      ...differences(
        failed.map(({ name }) => name),
        mutant.fails,
        'fail',
      ),
      ...differences(appliedPenalties(report), mutant.penalties, 'get the penalty'),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function differences(actual: string[], expected: string[], verb: string): string[] {
  return [
    ...expected
      .filter((name) => !actual.includes(name))
      .map((name) => `it should ${verb} ${name}, and does not`),
    ...actual
      .filter((name) => !expected.includes(name))
      .map((name) => `it should not ${verb} ${name}, and does`),
  ];
}

function eachTest(report: Report): { name: string; test: QuestionReport['tests'][number] }[] {
  return report.questions.flatMap(({ id, tests }) =>
    tests.map((test) => ({ name: `${id}/${test.id}`, test })),
  );
}

function appliedPenalties(report: Report): string[] {
  return report.questions.flatMap(({ id, penalties }) =>
    penalties.filter(({ applied }) => applied).map((penalty) => `${id}/${penalty.id}`),
  );
}
