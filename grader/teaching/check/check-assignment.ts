import fs from 'node:fs';
import type { Assignment } from '@boletim/grader/assignment';
import { displayPath, inParallel, inTemporaryFolder } from '@boletim/grader/system';
import { textIn, type QuestionReport, type Report, type Text } from '@boletim/grader/report';
import { gradeSubmission, Reference, startSolution } from '@boletim/grader/run';
import { readSubmissionAt } from '@boletim/grader/submission';
import { openFixtures, DEFAULT_SEED } from '@boletim/grader/suites';
import { checkMistakes } from './check-mistakes';
import { loadCourse, placesOf, type CheckOptions, type Course } from './course';
import {
  EMPTY_FUNCTIONS,
  pointsForNothing,
  writeEmptyFunctions,
  type EmptyFunction,
} from './empty-functions';
import { missingExports } from './exports';
import { gradeMutant, type MutantContext } from './grade-mutant';
import { hostileAnswerProblems } from './hostile-answers';
import { labErrors } from './lab-errors';
import { untranslatedTexts, type PlacedText } from './languages';
import type { MutantEvidence } from './mistakes';
import type { Mutant } from './mutant-fields';
import { strayFiles } from './stray-files';
import { uncaughtByMutants } from './uncaught';

/** One thing that was checked; no problems means that it holds. */
export interface CheckResult {
  name: string;
  problems: string[];
}

/**
 * Proves an assignment: YAML and suites match one to one and points add up, stubs earn nothing because they are not
 * implemented, the solution earns everything, no answer makes a suite fall over, a function that does nothing earns
 * nothing, every test is failed by a mutant, and every mutant fails exactly the tests it names. Where there are hidden suites, all of this is done with them as well.
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
  const labels = new Map<string, PlacedText>();
  const onLabel = (test: string, text: Text) =>
    labels.set(`${test}|${textIn(text, 'en')}`, { where: `a label of ${test}`, text });
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
      ? solutionProblems(await grade(variant, solution, { ...options, onLabel }))
      : [noSolution(solution)];
    yield { name: `the solution earns everything${suffix}`, problems: unsolved };
    solved &&= unsolved.length === 0;
  }
  const textsOf = (errors: readonly PlacedText[] = []) => ({
    name: 'texts are in every language of the course',
    problems: untranslatedTexts(variants.at(-1)!, [...labels.values(), ...errors]),
  });
  if (!fs.existsSync(solution)) {
    yield textsOf();
    return;
  }
  const context = { assignment: variants.at(-1)!, solution, options };
  if (solved)
    yield { name: 'no answer makes a suite fall over', problems: await checkHostileAnswers(context) };
  yield {
    name: 'a function that does nothing earns nothing',
    problems: (await Promise.all(inParallel(EMPTY_FUNCTIONS, (empty) => checkEmpty(empty, context)))).flat(),
  };
  yield {
    name: 'every test is failed by a mutant',
    problems: uncaughtByMutants(context.assignment, solution, mutants),
  };
  const checks = inParallel(mutants, (mutant) => checkMutant(mutant, context));
  for (const [index, mutant] of mutants.entries()) {
    yield { name: `mutant ${mutant.id}`, problems: (await checks[index]!).problems };
  }
  const seen = (await Promise.all(checks)).map(({ evidence }) => evidence);
  yield textsOf(labErrors(context.assignment, seen));
  yield* checkMistakes(seen, placesOf(course), context);
}

async function grade(
  assignment: Assignment,
  folder: string,
  options: GradingOptions & { onLabel?: (test: string, label: Text) => void },
): Promise<Report> {
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

async function checkHostileAnswers({ assignment, solution, options }: MutantContext): Promise<string[]> {
  const fixtures = openFixtures(assignment.fixtures, DEFAULT_SEED);
  const { session, close } = await startSolution({ ...options, assignment, solution });
  try {
    return await hostileAnswerProblems({ assignment, fixtures, session });
  } finally {
    await close();
  }
}

async function checkEmpty(empty: EmptyFunction, { assignment, options }: MutantContext): Promise<string[]> {
  return inTemporaryFolder('mutant', async (folder) => {
    writeEmptyFunctions(assignment, empty, folder);
    return pointsForNothing(await grade(assignment, folder, options), empty);
  });
}

async function checkMutant(mutant: Mutant, context: MutantContext): Promise<CheckedMutant> {
  const { report, evidence } = await gradeMutant(mutant, context);
  const failed = eachTest(report).filter(({ test }) => test.status !== 'passed');
  const problems = [
    ...report.authorErrors,
    ...differences(
      failed.map(({ name }) => name),
      mutant.fails,
      'fail',
    ),
    ...differences(appliedPenalties(report), mutant.penalties, 'get the penalty'),
  ];
  return { problems, evidence };
}

interface CheckedMutant {
  problems: string[];
  evidence: MutantEvidence;
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
