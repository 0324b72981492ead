import path from 'node:path';
import { assignmentSpec, readAuthorYaml, type Assignment } from '@boletim/grader/assignment';
import { isTranslated, textIn, type Text } from '@boletim/grader/report';
import { DEFAULT_SEED, loadSuite, openFixtures } from '@boletim/grader/suites';

/** A text for students, and where it stands. */
export interface PlacedText {
  where: string;
  text: Text;
}

/**
 * Texts for students that are in one language in a course whose other texts are in two. A course in one language alone
 * is none of our business.
 *
 * @param seen what tests call the values that they look at, or what the lab throws
 */
export function untranslatedTexts(assignment: Assignment, seen: readonly PlacedText[]): string[] {
  const texts = [
    ...textsOfYaml(assignment),
    ...textsOfSuites(assignment),
    ...seen.filter(({ text }) => !isName(text)),
  ];
  if (!texts.some(({ text }) => isTranslated(text))) return [];
  return texts
    .filter(({ text }) => !isTranslated(text))
    .map(({ where, text }) => `${where} is in one language: "${textIn(text, 'en')}"; write { en, pt-BR }`);
}

/** One word is the name of something in the code, and the same in both languages: `x`, `conv1.weight`. */
function isName(label: Text): boolean {
  return !isTranslated(label) && !/\s/.test(label);
}

function textsOfYaml({ folder }: Assignment): PlacedText[] {
  const spec = readAuthorYaml(path.join(folder, 'assignment.yaml'), assignmentSpec);
  const questions = spec.questions.flatMap(({ id, title, start }) => [
    { where: `the title of ${id}`, text: title },
    ...(start === undefined ? [] : [{ where: `the start of ${id}`, text: start }]),
  ]);
  return [{ where: 'the title', text: spec.title }, ...questions];
}

function textsOfSuites({ questions, fixtures }: Assignment): PlacedText[] {
  const opened = openFixtures(fixtures, DEFAULT_SEED);
  return questions.flatMap(({ id: question, parts }) =>
    parts.flatMap((part) => {
      const { tests, penalties } = loadSuite(part, question, opened);
      return [...tests, ...penalties].flatMap(({ id, title, hint }) => [
        { where: `the title of ${question}/${id}`, text: title },
        ...(hint === null ? [] : [{ where: `the hint of ${question}/${id}`, text: hint }]),
      ]);
    }),
  );
}
