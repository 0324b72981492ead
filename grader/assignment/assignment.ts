import fs from 'node:fs';
import path from 'node:path';
import { AuthorError, UsageError } from '../errors';
import { ASSIGNMENTS, FIXTURES, displayPath } from '../paths';
import type { Visibility } from '../report/report';
import { assignmentSpec, hiddenSpec, type AssignmentSpec, type HiddenSpec, type LimitsSpec } from './spec';
import { lineOf, readAuthorYaml } from './yaml-file';

/** An assignment ready to grade: assignment.yaml, with the hidden part merged in when there is one. */
export interface Assignment {
  spec: AssignmentSpec;
  /** Absolute folder of the assignment. */
  folder: string;
  /** Where fixtures lie; a sandbox may read `inputs`, never `expected`. */
  fixtures: { inputs: string[]; expected: string[] };
  limits: LimitsSpec;
  questions: Question[];
  /** Files whose content decides grades, for the digest. */
  sources: string[];
}

export interface Question {
  id: string;
  title: string;
  maxPoints: number;
  file: string;
  function: string;
  start: string | undefined;
  parts: QuestionPart[];
}

/** The tests of one suite file: a question has a public part and perhaps a hidden one. */
export interface QuestionPart {
  suiteFile: string;
  hidden: boolean;
  tests: GradedTest[];
  penalties: { id: string; points: number }[];
}

export interface GradedTest {
  id: string;
  maxPoints: number;
  visibility: Visibility;
  timeoutSeconds: number;
}

/** The ids of the assignments in this checkout. */
export function assignmentIds(): string[] {
  const entries = fs.readdirSync(ASSIGNMENTS, { withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isDirectory() && fs.existsSync(path.join(ASSIGNMENTS, entry.name, 'assignment.yaml')),
    )
    .map((entry) => entry.name)
    .sort();
}

/** Loads assignment.yaml by id (or by folder), and hidden.yaml from the folder of hidden suites. */
export function loadAssignment(
  idOrFolder: string,
  options: { hidden?: string | undefined } = {},
): Assignment {
  const folder = folderOf(idOrFolder);
  const file = path.join(folder, 'assignment.yaml');
  const spec = readAuthorYaml(file, assignmentSpec);
  checkConsistency(file, spec);
  const publicPart = publicAssignment(folder, file, spec);
  return options.hidden === undefined ? publicPart : withHidden(publicPart, path.resolve(options.hidden));
}

function folderOf(idOrFolder: string): string {
  const folder = path.join(ASSIGNMENTS, idOrFolder);
  if (/^[a-z0-9-]+$/.test(idOrFolder) && fs.existsSync(path.join(folder, 'assignment.yaml'))) return folder;
  if (fs.existsSync(path.join(idOrFolder, 'assignment.yaml'))) return path.resolve(idOrFolder);
  throw new UsageError(
    `There is no assignment "${idOrFolder}". This checkout has: ${assignmentIds().join(', ')}.`,
  );
}

function publicAssignment(folder: string, file: string, spec: AssignmentSpec): Assignment {
  const fixtures = path.join(FIXTURES, spec.id);
  const questions = spec.questions.map((question) => ({
    id: question.id,
    title: question.title,
    maxPoints: question.points,
    file: question.file,
    function: question.function,
    start: question.start,
    parts: [
      {
        suiteFile: path.join(folder, question.suite),
        hidden: false,
        tests: question.tests.map((test) => ({
          id: test.id,
          maxPoints: test.points,
          visibility: test.visibility ?? ('always' as const),
          timeoutSeconds: test.timeoutSeconds ?? spec.limits.testSeconds,
        })),
        penalties: question.penalties,
      },
    ],
  }));
  return {
    spec,
    folder,
    fixtures: { inputs: [path.join(fixtures, 'inputs')], expected: [path.join(fixtures, 'expected')] },
    limits: spec.limits,
    questions,
    sources: [file, path.join(folder, spec.lab)],
  };
}

/** What a schema cannot say: ids are unique, points add up, the files that are named exist. */
function checkConsistency(file: string, spec: AssignmentSpec): void {
  const text = fs.readFileSync(file, 'utf8');
  const problems: string[] = [];
  const report = (where: (string | number)[], message: string) =>
    problems.push(`${displayPath(file)}:${lineOf(text, where)}: ${message}`);

  const folderName = path.basename(path.dirname(file));
  if (spec.id !== folderName)
    report(['id'], `id is "${spec.id}", but the folder is "${folderName}"; make them equal`);
  for (const repeated of repeats(spec.questions.map((question) => question.id))) {
    report(['questions'], `question id "${repeated}" is used twice; ids are unique`);
  }
  spec.questions.forEach((question, index) => {
    const at = ['questions', index];
    const total = sum(question.tests.map((test) => test.points));
    if (Math.abs(total - question.points) > 1e-9) {
      report(
        [...at, 'points'],
        `tests of "${question.id}" add up to ${round(total)} points, but the question has ${question.points}`,
      );
    }
    for (const repeated of repeats([...question.tests, ...question.penalties].map((entry) => entry.id))) {
      report([...at, 'tests'], `id "${repeated}" is used twice in question "${question.id}"; ids are unique`);
    }
    if (!spec.files.includes(question.file)) {
      report([...at, 'file'], `"${question.file}" is not in the list "files"; add it there`);
    }
    if (!fs.existsSync(path.join(path.dirname(file), question.suite))) {
      report([...at, 'suite'], `the suite "${question.suite}" does not exist; create it or correct the path`);
    }
  });
  if (!fs.existsSync(path.join(path.dirname(file), spec.lab)))
    report(['lab'], `the lab "${spec.lab}" does not exist`);
  if (problems.length > 0) throw new AuthorError(problems.join('\n'));
}

/**
 * Hidden tests decide the share of a question that hidden.yaml gives them, public tests keep the rest; inside each
 * part the points keep their proportions, so that a question is worth the same with and without hidden suites.
 */
function withHidden(assignment: Assignment, folder: string): Assignment {
  const file = path.join(folder, 'hidden.yaml');
  if (!fs.existsSync(file)) {
    throw new UsageError(
      `${displayPath(folder)} has no hidden.yaml; --hidden names the folder of hidden suites.`,
    );
  }
  const hidden = readAuthorYaml(file, hiddenSpec);
  checkHidden(assignment, hidden, file);
  const questions = assignment.questions.map((question) => {
    const extra = hidden.questions.find((candidate) => candidate.id === question.id);
    return extra ? withHiddenPart(question, extra, { folder, limits: assignment.limits }) : question;
  });
  return {
    ...assignment,
    questions,
    fixtures: {
      inputs: [...assignment.fixtures.inputs, path.join(folder, 'inputs')],
      expected: [...assignment.fixtures.expected, path.join(folder, 'expected')],
    },
    sources: [...assignment.sources, file],
  };
}

function withHiddenPart(
  question: Question,
  extra: HiddenSpec['questions'][number],
  context: { folder: string; limits: LimitsSpec },
): Question {
  const total = sum(extra.tests.map((test) => test.points));
  const hiddenScale = total === 0 ? 0 : (extra.share * question.maxPoints) / total;
  const publicParts = question.parts.map((part) => ({
    ...part,
    tests: part.tests.map((test) => ({ ...test, maxPoints: test.maxPoints * (1 - extra.share) })),
  }));
  const hiddenPart: QuestionPart = {
    suiteFile: path.join(context.folder, extra.suite),
    hidden: true,
    tests: extra.tests.map((test) => ({
      id: test.id,
      maxPoints: test.points * hiddenScale,
      visibility: test.visibility ?? 'after-release',
      timeoutSeconds: test.timeoutSeconds ?? context.limits.testSeconds,
    })),
    penalties: extra.penalties,
  };
  return { ...question, parts: [...publicParts, hiddenPart] };
}

function checkHidden(assignment: Assignment, hidden: HiddenSpec, file: string): void {
  const problems: string[] = [];
  const text = fs.readFileSync(file, 'utf8');
  const report = (where: (string | number)[], message: string) =>
    problems.push(`${displayPath(file)}:${lineOf(text, where)}: ${message}`);
  if (hidden.assignment !== assignment.spec.id) {
    report(['assignment'], `these suites are for "${hidden.assignment}", not for "${assignment.spec.id}"`);
  }
  hidden.questions.forEach((extra, index) => {
    const question = assignment.questions.find((candidate) => candidate.id === extra.id);
    if (!question) report(['questions', index, 'id'], `the assignment has no question "${extra.id}"`);
    const ids = [...(question?.parts ?? []), extra].flatMap((part) => [...part.tests, ...part.penalties]);
    for (const repeated of repeats(ids.map((entry) => entry.id))) {
      report(['questions', index, 'tests'], `id "${repeated}" is used twice in question "${extra.id}"`);
    }
    if (!fs.existsSync(path.join(path.dirname(file), extra.suite))) {
      report(['questions', index, 'suite'], `the suite "${extra.suite}" does not exist`);
    }
  });
  if (problems.length > 0) throw new AuthorError(problems.join('\n'));
}

function repeats(ids: string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function round(points: number): number {
  return Math.round(points * 1e6) / 1e6;
}
