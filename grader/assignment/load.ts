import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../errors';
import { ASSIGNMENTS, COURSE, FIXTURES } from '../system/paths';
import { textIn, type Lang } from '../report/languages';
import type { Assignment, Question } from './assignment';
import { authoredCode } from './authored-code';
import { checkConsistency } from './consistency';
import { withHidden } from './hidden';
import { assignmentIds } from './ids';
import { readSpec } from './read-spec';
import type { AssignmentSpec, LimitsSpec, QuestionSpec, WrittenSpec } from './spec';

/** Loads assignment.yaml by id (or by folder), and hidden.yaml from the folder of hidden suites. */
export function loadAssignment(
  idOrFolder: string,
  options: { hidden?: string | undefined; lang?: Lang } = {},
): Assignment {
  const folder = folderOf(idOrFolder);
  const file = path.join(folder, 'assignment.yaml');
  const spec = inLanguage(readSpec(file, 'assignment'), options.lang ?? 'en');
  checkConsistency(file, spec);
  const publicPart = publicAssignment(folder, file, spec);
  return options.hidden === undefined ? publicPart : withHidden(publicPart, path.resolve(options.hidden));
}

/** Texts in one language: nothing behind this knows that there are several. */
function inLanguage(spec: WrittenSpec, lang: Lang): AssignmentSpec {
  const questions = spec.questions.map((question) => ({
    ...question,
    title: textIn(question.title, lang),
    start: question.start === undefined ? undefined : textIn(question.start, lang),
  }));
  return { ...spec, title: textIn(spec.title, lang), questions };
}

function folderOf(idOrFolder: string): string {
  const folder = path.join(ASSIGNMENTS, idOrFolder);
  if (/^[a-z0-9-]+$/.test(idOrFolder) && fs.existsSync(path.join(folder, 'assignment.yaml'))) return folder;
  if (fs.existsSync(path.join(idOrFolder, 'assignment.yaml'))) return path.resolve(idOrFolder);
  if (assignmentIds().length === 0) {
    throw new UsageError(
      `There is no course here: ${COURSE} has no assignments/. Go to a course's folder, or make one: npx boletim init DIR`,
    );
  }
  throw new UsageError(
    `There is no assignment "${idOrFolder}". This checkout has: ${assignmentIds().join(', ')}.${questionHint(idOrFolder)}`,
  );
}

function questionHint(word: string): string {
  const owner = assignmentIds().find((id) =>
    loadAssignment(id).questions.some((question) => question.id === word),
  );
  return owner ? ` To grade its question: npm run grade -- ${owner} --question ${word}` : '';
}

function publicAssignment(folder: string, file: string, spec: AssignmentSpec): Assignment {
  const fixtures = path.join(FIXTURES, spec.id);
  const questions = spec.questions.map((question) => questionOf(question, folder, spec.limits));
  return {
    spec,
    folder,
    fixtures: {
      inputs: [
        path.join(fixtures, 'inputs'),
        ...(spec.inputs === undefined ? [] : [path.join(folder, spec.inputs)]),
      ],
      hiddenInputs: [],
      expected: [path.join(fixtures, 'expected')],
    },
    limits: spec.limits,
    questions,
    reference: null,
    sources: [file, ...authoredCode(folder)],
  };
}

function questionOf(question: QuestionSpec, folder: string, limits: LimitsSpec): Question {
  const { id, title, points, file, start, rubric } = question;
  const shared = { id, title, maxPoints: points, file, start, rubric };
  if (question.manual) return { ...shared, manual: true, function: null, parts: [] };
  const part = {
    suiteFile: path.join(folder, question.suite),
    hidden: false,
    tests: question.tests.map((test) => ({
      id: test.id,
      maxPoints: test.points,
      visibility: test.visibility ?? ('always' as const),
      timeoutSeconds: test.timeoutSeconds ?? limits.testSeconds,
    })),
    penalties: question.penalties,
  };
  return { ...shared, manual: false, function: question.function, parts: [part] };
}
