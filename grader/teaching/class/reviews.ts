import fs from 'node:fs';
import path from 'node:path';
import { lineOf, readAuthorYaml, type Question } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { displayPath, isHalfWritten } from '@boletim/grader/system';
import { reviewSpec, type ReviewSpec } from './review-spec';

/** What a review can be held against. */
export type ReviewedQuestion = Pick<Question, 'id' | 'manual' | 'rubric'>;

/**
 * Reads every `<student>.yaml` of a folder. No folder means no reviews.
 * @returns reviews by the file's name without extension
 * @throws AuthorError naming file, line and what to write, two files of one student, or a file that would not be read
 */
export function readReviews(folder: string, questions: readonly ReviewedQuestion[]): Map<string, ReviewSpec> {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  refuseUnread(names, folder);
  const reviews = new Map<string, ReviewSpec>();
  for (const name of names.filter((file) => /^[^.].*\.ya?ml$/.test(file)).sort()) {
    const file = path.join(folder, name);
    const student = name.replace(/\.ya?ml$/, '');
    if (reviews.has(student))
      throw new AuthorError(
        `${displayPath(folder)}: ${student}.yaml and ${student}.yml are both there; keep one`,
      );
    const review = readAuthorYaml(file, reviewSpec);
    refuseMistakes(review, questions, file);
    reviews.set(student, review);
  }
  return reviews;
}

/** A review that is called `ana.yaml.txt` would be lost without a word. */
function refuseUnread(names: readonly string[], folder: string): void {
  const isOther = (name: string) => !isLeftBehind(name) && !isHalfWritten(name);
  const unread = names.filter((name) => !/\.ya?ml$/.test(name) && isOther(name));
  if (unread.length === 0) return;
  throw new AuthorError(
    `${displayPath(folder)}: ${unread.sort().join(', ')} would not be read; call a review <student>.yaml, and keep nothing else there`,
  );
}

/** What systems, editors and the review page put into folders by themselves, and a word to the colleagues. */
function isLeftBehind(name: string): boolean {
  return /^readme(\.\w+)?$|^\.(DS_Store|git\w*|~lock.*)$|^(Thumbs\.db|desktop\.ini)$|^\._|~$|\.(sw[op]|ya?ml\.lock)$/i.test(
    name,
  );
}

interface Mistake {
  where: (string | number)[];
  message: string;
}

function refuseMistakes(review: ReviewSpec, questions: readonly ReviewedQuestion[], file: string): void {
  const [mistake] = [...unknownQuestions(review, questions), ...mistakesInQuestions(review, questions)];
  if (!mistake) return;
  const line = lineOf(fs.readFileSync(file, 'utf8'), mistake.where);
  throw new AuthorError(`${displayPath(file)}:${line}: ${mistake.message}`);
}

function unknownQuestions(review: ReviewSpec, questions: readonly ReviewedQuestion[]): Mistake[] {
  const named = [
    ...Object.keys(review.questions).map((id) => ({ id, where: ['questions', id] })),
    ...review.exempt.map((id, index) => ({ id, where: ['exempt', index] })),
    ...(review.replies ?? []).map(({ question }, index) => ({
      id: question,
      where: ['replies', index, 'question'],
    })),
  ];
  const known = questions.map(({ id }) => id);
  return named
    .filter(({ id }) => id !== undefined && !known.includes(id))
    .map(({ id, where }) => ({
      where,
      message: `there is no question "${id}"; the assignment has ${known.join(', ')}`,
    }));
}

function mistakesInQuestions(review: ReviewSpec, questions: readonly ReviewedQuestion[]): Mistake[] {
  return questions.flatMap(({ id, manual, rubric }) => {
    const own = review.questions[id];
    if (!own) return [];
    const known = (rubric?.items ?? []).map((item) => item.id);
    const items = own.items ?? [];
    const unknown = items.find((item) => !known.includes(item));
    const at = ['questions', id];
    const mistakes: (Mistake | false)[] = [
      unknown !== undefined && { where: [...at, 'items'], message: noItem(unknown, id, known) },
      rubric?.choose === 'one' &&
        items.length > 1 && {
          where: [...at, 'items'],
          message: `the rubric of "${id}" lets one item hold, got ${items.join(', ')}`,
        },
      !manual &&
        (own.points ?? 0) !== 0 &&
        own.comment === undefined && { where: at, message: `say why with "comment:", for the student` },
    ];
    return mistakes.filter((mistake) => mistake !== false);
  });
}

function noItem(item: string, question: string, known: readonly string[]): string {
  const there = known.length === 0 ? 'it has no rubric' : `it has ${known.join(', ')}`;
  return `there is no item "${item}" in the rubric of "${question}"; ${there}`;
}
