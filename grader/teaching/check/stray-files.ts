import fs from 'node:fs';
import path from 'node:path';
import { askedFiles, type Assignment } from '@boletim/grader/assignment';
import { displayPath, filesBelow } from '@boletim/grader/system';
import { MISTAKE_YAML, type Mutant } from './mutant-fields';

const NAMED_BY_NOTHING = 'is named by no question; add it to assignment.yaml or delete it';

/** Files that no YAML names where every file must have a reason: stubs, suites, the solution's files, mutants. */
export function strayFiles(assignment: Assignment, solution: string, mutants: Mutant[]): string[] {
  const { spec, folder } = assignment;
  const suites = spec.questions.flatMap((question) => (question.manual ? [] : question.suite));
  return [
    ...unexpected(folder, { below: 'src', expected: spec.files, advice: NAMED_BY_NOTHING }),
    ...unexpected(folder, { below: 'suites', expected: suites, advice: NAMED_BY_NOTHING }),
    ...missing(folder, [...askedFiles(spec), ...new Set(suites)]),
    ...(fs.existsSync(solution) ? inSolution(assignment, solution) : []),
    ...mutants.flatMap(inMutant),
  ];
}

function inSolution({ spec, questions }: Assignment, solution: string): string[] {
  const hidden = questions
    .flatMap(({ parts }) => parts.filter((part) => part.hidden))
    .map(({ suiteFile }) => relative(solution, suiteFile));
  const suites = unexpected(solution, {
    below: 'suites',
    expected: hidden,
    advice: 'is named by no question of hidden.yaml; add it there or delete it',
  });
  return [
    ...unexpected(solution, { below: 'src', expected: spec.files, advice: NAMED_BY_NOTHING }),
    ...suites.filter((problem) => problem.includes('.suite.ts ')),
    ...missing(solution, spec.files),
  ];
}

function inMutant({ folder, file }: Mutant): string[] {
  if (folder === null) return [];
  const expected = ['mutant.yaml', MISTAKE_YAML, path.basename(file)];
  return unexpected(folder, {
    below: '.',
    expected,
    advice: 'is not the file that mutant.yaml replaces; delete it',
  });
}

function unexpected(
  root: string,
  { below, expected, advice }: { below: string; expected: string[]; advice: string },
): string[] {
  return filesBelow(path.join(root, below))
    .map((file) => relative(root, file))
    .filter((file) => !expected.includes(file))
    .map((file) => `${displayPath(path.join(root, file))} ${advice}`);
}

function relative(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

function missing(root: string, files: string[]): string[] {
  return files
    .map((file) => path.join(root, ...file.split('/')))
    .filter((file) => !fs.existsSync(file))
    .map((file) => `${displayPath(file)} is named by assignment.yaml and does not exist`);
}
