import fs from 'node:fs';
import path from 'node:path';
import { AuthorError } from '../errors';
import { sumPoints } from '../report/points';
import { displayPath, COURSE } from '../system/paths';
import type { Assignment } from './assignment';
import { datesProblem } from './dates';
import type { AssignmentSpec, HiddenSpec, QuestionSpec } from './spec';

/** What assignment.yaml's schema cannot say: ids are unique, points add up, the files that are named exist. */
export function checkConsistency(file: string, spec: AssignmentSpec): void {
  const problems = new Problems(file);
  const folder = path.dirname(file);
  if (spec.id !== path.basename(folder)) {
    problems.add(['id'], `id is "${spec.id}", but the folder is "${path.basename(folder)}"; make them equal`);
  }
  if (!fs.existsSync(path.join(folder, spec.lab)))
    problems.add(['lab'], `the lab "${spec.lab}" does not exist; create it or correct the path`);
  const inDates = datesProblem(spec);
  if (inDates) problems.add([inDates.at], inDates.message);
  for (const repeated of repeats(spec.questions.map(({ id }) => id)))
    problems.add(['questions'], `question id "${repeated}" is used twice; ids are unique`);
  spec.questions.forEach((question, index) =>
    checkQuestion(question, { at: ['questions', index], spec, problems, folder }),
  );
  problems.throwIfAny();
}

interface QuestionContext {
  at: (string | number)[];
  spec: AssignmentSpec;
  problems: Problems;
  folder: string;
}

function checkQuestion(question: QuestionSpec, context: QuestionContext): void {
  const { at, spec, problems } = context;
  if (!spec.files.includes(question.file) && !(question.manual && question.file === spec.declaration))
    problems.add([...at, 'file'], `"${question.file}" is not in the list "files"; add it there`);
  checkRubric(question, context);
  if (!question.manual) checkTests(question, context);
}

function checkTests(
  question: Exclude<QuestionSpec, { manual: true }>,
  { at, problems, folder }: QuestionContext,
): void {
  const total = sumPoints(question.tests.map(({ points }) => points));
  if (Math.abs(total - question.points) > 1e-9) {
    problems.add(
      [...at, 'points'],
      `tests of "${question.id}" add up to ${total} points, but the question has ${question.points}; correct one of them`,
    );
  }
  for (const repeated of repeats([...question.tests, ...question.penalties].map(({ id }) => id)))
    problems.add(
      [...at, 'tests'],
      `id "${repeated}" is used twice in question "${question.id}"; ids are unique`,
    );
  if (!fs.existsSync(path.join(folder, question.suite)))
    problems.add(
      [...at, 'suite'],
      `the suite "${question.suite}" does not exist; create it or correct the path`,
    );
}

/** Where the rubric alone gives the points, an answer without a fault must be able to get them all. */
function checkRubric({ id, points, manual, rubric }: QuestionSpec, { at, problems }: QuestionContext): void {
  if (!rubric) return;
  for (const repeated of repeats(rubric.items.map((item) => item.id)))
    problems.add([...at, 'rubric'], `the rubric item "${repeated}" of "${id}" stands twice; ids are unique`);
  for (const { id: item } of rubric.items.filter((one) => /^\d+$/.test(one.id)))
    problems.add(
      [...at, 'rubric'],
      `the rubric item "${item}" of "${id}" would be taken for a line's number in a table of reviews; begin its id with a letter`,
    );
  const gains = rubric.items.map((item) => Math.max(item.points, 0));
  const most = rubric.choose === 'one' ? Math.max(...gains) : sumPoints(gains);
  if (manual && most < points - 1e-9)
    problems.add(
      [...at, 'rubric'],
      `the rubric of "${id}" gives ${most} points at most, but the question has ${points}; correct one of them`,
    );
}

/** What hidden.yaml's schema cannot say: it belongs to the assignment, and its points can be given. */
export function checkHiddenConsistency(file: string, hidden: HiddenSpec, assignment: Assignment): void {
  const problems = new Problems(file);
  if (hidden.assignment !== assignment.spec.id) {
    problems.add(
      ['assignment'],
      `these suites are for "${hidden.assignment}", not for "${assignment.spec.id}"; name another folder or assignment`,
    );
  }
  if (hidden.version !== undefined && hidden.version !== assignment.spec.version) {
    problems.add(
      ['version'],
      `these suites were written for version ${hidden.version}, and assignment.yaml has ${assignment.spec.version}; look them through, then write ${assignment.spec.version} or leave the line out`,
    );
  }
  if (hidden.reference !== undefined)
    checkReference(referenceFolder(path.dirname(file), hidden.reference), { assignment, problems });
  for (const repeated of repeats(hidden.questions.map(({ id }) => id)))
    problems.add(
      ['questions'],
      `question "${repeated}" stands here twice; put its hidden tests into one entry`,
    );
  hidden.questions.forEach((extra, index) => {
    const at = ['questions', index];
    const question = assignment.questions.find(({ id }) => id === extra.id);
    if (!question) {
      const ids = assignment.questions.map(({ id }) => id).join(', ');
      problems.add([...at, 'id'], `the assignment has no question "${extra.id}"; it has ${ids}`);
    }
    if (question?.manual)
      problems.add(
        [...at, 'id'],
        `a person gives the points of "${extra.id}", so it can have no hidden tests; take this entry out`,
      );
    if (extra.share > 0 && extra.tests.every(({ points }) => points === 0)) {
      problems.add(
        [...at, 'tests'],
        `hidden tests of "${extra.id}" decide a share of ${extra.share} and have no points; give them points or the share 0`,
      );
    }
    const known = (question?.parts ?? []).flatMap((part) => [...part.tests, ...part.penalties]);
    const entries = [...known, ...extra.tests];
    for (const repeated of repeats(entries.map(({ id }) => id)))
      problems.add(
        [...at, 'tests'],
        `id "${repeated}" is used twice in question "${extra.id}"; ids are unique`,
      );
    if (!fs.existsSync(path.join(path.dirname(file), extra.suite)))
      problems.add(
        [...at, 'suite'],
        `the suite "${extra.suite}" does not exist; create it or correct the path`,
      );
  });
  problems.throwIfAny();
}

/** A path that hidden.yaml gives, also where its folder is a link. */
export function referenceFolder(hiddenFolder: string, reference: string): string {
  return path.resolve(fs.realpathSync(hiddenFolder), reference);
}

/** It is a submission that answers every question, and lies where its code can be compiled: in the course. */
function checkReference(
  folder: string,
  { assignment, problems }: { assignment: Assignment; problems: Problems },
): void {
  const add = (message: string) => problems.add(['reference'], message);
  const shown = displayPath(folder);
  if (path.isAbsolute(shown))
    return add(`the reference solution ${shown} lies outside the course; put it below ${COURSE}`);
  if (!fs.existsSync(folder))
    return add(`the reference solution ${shown} does not exist; name the folder that holds src/`);
  for (const { id, file, manual } of assignment.questions)
    if (!manual && !fs.existsSync(path.join(folder, file)))
      add(`the reference solution ${shown} has no ${file}, which answers question "${id}"; write it`);
}

/** Mistakes in one YAML file, each with its line. */
class Problems {
  private readonly lines: string[] = [];
  private readonly text: string;

  constructor(private readonly file: string) {
    this.text = fs.readFileSync(file, 'utf8');
  }

  add(where: (string | number)[], message: string): void {
    // Most files have none, and nobody waits for what finds the line.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { lineOf } = require('./yaml-file') as typeof import('./yaml-file');
    this.lines.push(`${displayPath(this.file)}:${lineOf(this.text, where)}: ${message}`);
  }

  throwIfAny(): void {
    if (this.lines.length > 0) throw new AuthorError(this.lines.join('\n'));
  }
}

function repeats(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
