import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAssignment, type Assignment } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { displayPath, SOLUTIONS } from '@boletim/grader/system';
import type { QuestionReport, Report, SandboxMode } from '@boletim/grader/report';
import { gradeSubmission, Reference, startSolution } from '@boletim/grader/run';
import { readSubmissionAt } from '@boletim/grader/submission';
import { openFixtures, loadSuite, DEFAULT_SEED } from '@boletim/grader/suites';
import { missingExports } from './exports';
import { hostileAnswerProblems } from './hostile-answers';
import { assembleMutant, loadMutants } from './mutants';
import type { Mutant } from './mutant-fields';
import { strayFiles } from './stray-files';
import { uncaughtByMutants } from './uncaught';

/** One thing that was checked; no problems means that it holds. */
export interface CheckResult {
  name: string;
  problems: string[];
}

export interface CheckOptions {
  sandbox: SandboxMode;
  device: string;
  /** Folder of the solution and its mutants; solutions/<id> by default. */
  solution?: string;
}

/**
 * Proves an assignment: YAML and suites match one to one and points add up, stubs earn nothing because they are not
 * implemented, the solution earns everything, no answer makes a suite fall over, every test is failed by a mutant, and
 * every mutant fails exactly the tests it names. Where there are hidden suites, all of this is done with them as well.
 * Ends early when there is nothing left that could be graded.
 */
export async function* checkAssignment(id: string, options: CheckOptions): AsyncGenerator<CheckResult> {
  const course = loadCourse(id, options);
  yield { name: 'YAML and suites agree', problems: course.problems };
  if (course.problems.length > 0) return;
  const reference = new Reference({ ...options, assignment: course.variants.at(-1)! });
  try {
    yield* checkGrading(course, { ...options, reference });
  } finally {
    await reference.close();
  }
}

type GradingOptions = CheckOptions & { reference: Reference };

async function* checkGrading(course: Course, options: GradingOptions): AsyncGenerator<CheckResult> {
  const { variants, solution, mutants } = course;
  const assignment = variants[0]!;
  let solved = true;
  yield {
    name: 'stubs and solution export what the YAML names',
    problems: [assignment.folder, solution].flatMap((folder) => missingExports(assignment, folder)),
  };
  yield { name: 'no stray files', problems: strayFiles(variants.at(-1)!, solution, mutants) };
  for (const variant of variants) {
    const suffix = variant === assignment ? '' : ', hidden suites included';
    yield {
      name: `stubs earn nothing${suffix}`,
      problems: stubProblems(await grade(variant, assignment.folder, options)),
    };
    const unsolved = fs.existsSync(solution)
      ? solutionProblems(await grade(variant, solution, options))
      : [noSolution(solution)];
    yield { name: `the solution earns everything${suffix}`, problems: unsolved };
    solved &&= unsolved.length === 0;
  }
  if (!fs.existsSync(solution)) return;
  const context = { assignment: variants.at(-1)!, solution, options };
  if (solved)
    yield { name: 'no answer makes a suite fall over', problems: await checkHostileAnswers(context) };
  yield {
    name: 'every test is failed by a mutant',
    problems: uncaughtByMutants(context.assignment, solution, mutants),
  };
  const checks = inParallel(mutants, (mutant) => checkMutant(mutant, context));
  for (const [index, mutant] of mutants.entries()) {
    yield { name: `mutant ${mutant.id}`, problems: await checks[index]! };
  }
}

interface Course {
  /** The assignment, and once more with its hidden suites where there are any. */
  variants: Assignment[];
  solution: string;
  mutants: Mutant[];
  problems: string[];
}

/** Loads everything that an author wrote; mistakes become problems. */
function loadCourse(id: string, options: CheckOptions): Course {
  const course: Course = { variants: [], solution: '', mutants: [], problems: [] };
  collectMistakes(course.problems, () => {
    const assignment = loadAssignment(id);
    course.variants.push(assignment);
    course.solution = options.solution ?? path.join(SOLUTIONS, assignment.spec.id);
    const hidden = path.join(course.solution, 'suites');
    if (fs.existsSync(path.join(hidden, 'hidden.yaml'))) course.variants.push(loadAssignment(id, { hidden }));
  });
  for (const { id: question, parts } of course.variants.at(-1)?.questions ?? []) {
    const { fixtures } = course.variants.at(-1)!;
    for (const part of parts)
      collectMistakes(course.problems, () => loadSuite(part, question, openFixtures(fixtures, DEFAULT_SEED)));
  }
  collectMistakes(course.problems, () => {
    if (course.variants[0]) course.mutants = loadMutants(course.solution, course.variants[0]);
  });
  return course;
}

function collectMistakes(problems: string[], run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    problems.push(...error.message.split('\n'));
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

async function grade(assignment: Assignment, folder: string, options: GradingOptions): Promise<Report> {
  const submitted = await readSubmissionAt(folder, assignment);
  return gradeSubmission({ assignment, submitted, name: displayPath(folder), ...options, typeCheck: false });
}

function noSolution(folder: string): string {
  const shown = displayPath(folder);
  return `${shown} does not exist; solve the assignment in ${shown}/src, and write wrong solutions in ${shown}/mutants`;
}

function stubProblems(report: Report): string[] {
  return [
    ...report.authorErrors,
    ...eachTest(report)
      .filter(({ test }) => test.status !== 'not-implemented')
      .map(
        ({ name, test }) =>
          `${name} is "${test.status}" on the stubs instead of "not-implemented"${test.message ? `: ${test.message}` : ''}`,
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

interface SolvedContext {
  assignment: Assignment;
  solution: string;
  options: GradingOptions;
}

async function checkHostileAnswers({ assignment, solution, options }: SolvedContext): Promise<string[]> {
  const fixtures = openFixtures(assignment.fixtures, DEFAULT_SEED);
  const { session, close } = await startSolution({ ...options, assignment, solution });
  try {
    return await hostileAnswerProblems({ assignment, fixtures, session });
  } finally {
    await close();
  }
}

async function checkMutant(
  mutant: Mutant,
  { assignment, solution, options }: SolvedContext,
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
