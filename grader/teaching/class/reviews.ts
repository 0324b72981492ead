import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { lineOf, readAuthorYaml } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { displayPath } from '@boletim/grader/system';

const adjustmentSpec = z
  .strictObject({
    points: z
      .number()
      .describe('Added to the question; negative takes off. It stays between 0 and its maximum.'),
    comment: z.string().min(1).describe('Why, for the student.'),
  })
  .describe('What a person changes about one question.');

/** reviews/<student>.yaml: what a person adds to the automatic grade. */
export const reviewSpec = z
  .strictObject({
    questions: z.record(z.string(), adjustmentSpec).default({}).describe('By question id.'),
    lateHours: z
      .number()
      .min(0)
      .optional()
      .describe('Hours after the deadline; the late policy does the rest.'),
    exempt: z
      .array(z.string())
      .default([])
      .describe('Questions that do not count; the others are scaled up to the full points.'),
    excused: z.boolean().default(false).describe('The whole assignment does not count for this student.'),
    comment: z.string().optional().describe('About the whole submission, for the student.'),
  })
  .describe('Manual review of one submission.');

export type ReviewSpec = z.infer<typeof reviewSpec>;

/**
 * Reads every `<student>.yaml` of a folder. No folder means no reviews.
 * @param questions the assignment's question ids
 * @returns reviews by the file's name without extension
 * @throws AuthorError naming file, line and what to write, two files of one student, or a file that would not be read
 */
export function readReviews(folder: string, questions: readonly string[]): Map<string, ReviewSpec> {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  refuseUnread(names, folder);
  const reviews = new Map<string, ReviewSpec>();
  for (const name of names.filter((file) => /\.ya?ml$/.test(file)).sort()) {
    const file = path.join(folder, name);
    const student = name.replace(/\.ya?ml$/, '');
    if (reviews.has(student))
      throw new AuthorError(
        `${displayPath(folder)}: ${student}.yaml and ${student}.yml are both there; keep one`,
      );
    const review = readAuthorYaml(file, reviewSpec);
    refuseUnknownQuestions(review, questions, file);
    reviews.set(student, review);
  }
  return reviews;
}

/** A review that is called `ana.yaml.txt` would be lost without a word. */
function refuseUnread(names: readonly string[], folder: string): void {
  const unread = names.filter((name) => !/\.ya?ml$/.test(name) && !isLeftBehind(name));
  if (unread.length === 0) return;
  throw new AuthorError(
    `${displayPath(folder)}: ${unread.sort().join(', ')} would not be read; call a review <student>.yaml, and keep nothing else there`,
  );
}

/** What systems and editors put into folders by themselves, and a word to the colleagues. */
function isLeftBehind(name: string): boolean {
  return /^readme(\.\w+)?$|^\.(DS_Store|git\w*|~lock.*)$|^(Thumbs\.db|desktop\.ini)$|^\._|~$|\.sw[op]$/i.test(
    name,
  );
}

function refuseUnknownQuestions(review: ReviewSpec, questions: readonly string[], file: string): void {
  const named = [
    ...Object.keys(review.questions).map((id) => ({ id, where: ['questions', id] })),
    ...review.exempt.map((id, index) => ({ id, where: ['exempt', index] })),
  ];
  for (const { id, where } of named) {
    if (questions.includes(id)) continue;
    const line = lineOf(fs.readFileSync(file, 'utf8'), where);
    const known = questions.join(', ');
    throw new AuthorError(
      `${displayPath(file)}:${line}: there is no question "${id}"; the assignment has ${known}`,
    );
  }
}
