import { z } from 'zod';
import { parseYaml } from '@boletim/grader/assignment';
import { UsageError } from '@boletim/grader/errors';
import type { ReviewSpec } from './review-spec';
import { parseCsv } from './csv';

/** The file of a hand-in in which a student asks for another look. */
export const REQUEST_FILE = 'request.yaml';

/** What a student asks to be looked at again. */
export interface RegradeRequest {
  /** Null where the student named none of the assignment's. */
  question: string | null;
  why: string;
}

/** A request with what was answered. */
export interface AnsweredRequest extends RegradeRequest {
  reply: string | null;
  by: string | null;
}

const requestSpec = z.strictObject({
  question: z.string().describe('The id of the question.'),
  why: z.string().min(1).describe('What should be looked at again, and why.'),
});

/** request.yaml: one request, or a list of them. */
export const requestFileSpec = z.union([requestSpec, z.array(requestSpec)]);

/** A request is read by a person: longer than this is cut. */
const LONGEST = 20_000;

/** The requests of request.yaml. What cannot be read as such is a request as a whole, so that somebody reads it. */
export function parseRequests(text: string, questions: readonly string[]): RegradeRequest[] {
  if (text.trim() === '') return [];
  const { value } = parseYaml(text, requestFileSpec);
  if (!value) return [{ question: null, why: text.trim().slice(0, LONGEST) }];
  return [value]
    .flat()
    .map(({ question, why }) =>
      questions.includes(question)
        ? { question, why: why.trim().slice(0, LONGEST) }
        : { question: null, why: `${question}: ${why.trim()}`.slice(0, LONGEST) },
    );
}

/**
 * Requests from a CSV with the columns student, question and why: by the student's name as it stands there.
 * @throws UsageError when a column is missing
 */
export function parseRequestsCsv(
  text: string,
  { file, questions }: { file: string; questions: readonly string[] },
): Map<string, RegradeRequest[]> {
  const { header, rows } = parseCsv(text, file);
  const titles = header.map((title) => title.trim().toLowerCase());
  const [student, question, why] = ['student', 'question', 'why'].map((title) => {
    if (!titles.includes(title))
      throw new UsageError(`${file}: no column "${title}"; it needs student, question and why.`);
    return titles.indexOf(title);
  }) as [number, number, number];
  const requests = new Map<string, RegradeRequest[]>();
  for (const { cells } of rows) {
    const [name, asked, reason] = [student, question, why].map((column) => (cells[column] ?? '').trim());
    if (!name && !reason) continue;
    const known = questions.includes(asked!);
    const request = { question: known ? asked! : null, why: known ? reason! : `${asked}: ${reason}` };
    requests.set(name!, [...(requests.get(name!) ?? []), request]);
  }
  return requests;
}

/** Every request once, in the order in which they came: what is asked again in the same words is one request. */
export function mergeRequests(...lists: readonly (readonly RegradeRequest[])[]): RegradeRequest[] {
  const all = new Map(lists.flat().map(({ question, why }) => [keyOf({ question, why }), { question, why }]));
  return [...all.values()];
}

/**
 * Puts replies to requests. A reply without `why` answers the first request about its question that no other answers;
 * a reply to nothing known stands as a request that only it tells of, so that it reaches the student.
 */
export function answerRequests(
  requests: readonly RegradeRequest[],
  replies: NonNullable<ReviewSpec['replies']>,
): AnsweredRequest[] {
  const answered: AnsweredRequest[] = requests.map((request) => ({ ...request, reply: null, by: null }));
  const exactFirst = [...replies].sort((a, b) => Number(b.why !== undefined) - Number(a.why !== undefined));
  for (const { question = null, why, reply, by = null } of exactFirst) {
    const open = answered.find(
      (request) =>
        request.reply === null &&
        request.question === question &&
        (why === undefined || request.why === why.trim()),
    );
    if (open) Object.assign(open, { reply, by });
    else answered.push({ question, why: why ?? '', reply, by });
  }
  return answered;
}

function keyOf({ question, why }: RegradeRequest): string {
  return JSON.stringify([question, why]);
}
