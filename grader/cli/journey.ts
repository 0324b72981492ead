import fs from 'node:fs';
import path from 'node:path';
import type { Question } from '../assignment/assignment';
import { CACHE } from '../loader/compile';
import type { QuestionReport, Report } from '../report/report';
import { formatPoints } from '../reporters/format';
import { stringsOf, type Lang } from '../reporters/i18n';
import { sha256 } from '../system/digest';

/** What is remembered of a submission from one run to the next: no more than a table shows. */
export interface Journey {
  /** Points by question. */
  points: Record<string, number>;
  /** The tests that passed, as question/test. */
  passed: string[];
  /** How many hints have been shown, by question and what went wrong there. */
  hints: Record<string, number>;
}

/** What the last run of this submission left behind; null for the first, or when it cannot be read. */
export function recallJourney(file: string): Journey | null {
  try {
    const { points, passed, hints } = JSON.parse(fs.readFileSync(file, 'utf8')) as Journey;
    return Array.isArray(passed) ? { points: { ...points }, passed, hints: { ...hints } } : null;
  } catch {
    return null;
  }
}

/** Remembers a run; a folder that cannot be written to costs the comparison, and nothing else. */
export function rememberJourney(file: string, journey: Journey): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(journey));
  } catch {
    // The next run says nothing about this one.
  }
}

/** Where the journey of one submission is kept. */
export function journeyFile(assignment: string, submission: string): string {
  const digest = sha256(path.resolve(submission)).slice(0, 16);
  return path.join(CACHE, 'journeys', `${assignment}-${digest}.json`);
}

/** The journey with this run added: questions that it left out keep what was known. */
export function continued(before: Journey | null, { questions }: Report): Journey {
  const points = Object.fromEntries(questions.map((question) => [question.id, question.points]));
  const looked = new Set(questions.map(({ id }) => id));
  const kept = (before?.passed ?? []).filter((name) => !looked.has(name.split('/')[0]!));
  return {
    points: { ...before?.points, ...points },
    passed: [...kept, ...passedOf(questions)],
    hints: before?.hints ?? {},
  };
}

/** The next question in the handout's order that has not all the points that tests give; undefined when all have. */
export function questionAfter(
  id: string,
  questions: readonly Question[],
  journey: Journey | null,
): Question | undefined {
  const at = questions.findIndex((question) => question.id === id);
  const inTurn = [...questions.slice(at + 1), ...questions.slice(0, at)];
  return inTurn.find(
    ({ id: other, manual, maxPoints }) => !manual && (journey?.points[other] ?? 0) < maxPoints,
  );
}

/** `+0.6 points, 2 tests newly passed`; undefined where there is nothing to compare with. */
export function changesSince(before: Journey | null, { questions }: Report, lang: Lang): string | undefined {
  const known = questions.filter(({ id }) => before?.points[id] !== undefined);
  if (!before || known.length === 0) return undefined;
  const strings = stringsOf(lang);
  const words = strings.console;
  const difference = known.reduce((sum, { id, points }) => sum + points - before.points[id]!, 0);
  const passed = passedOf(known);
  const all = known.flatMap(({ id, tests }) => tests.map((test) => `${id}/${test.id}`));
  const newlyPass = passed.filter((name) => !before.passed.includes(name)).length;
  const newlyFail = before.passed.filter((name) => all.includes(name) && !passed.includes(name)).length;
  const parts = [
    Math.abs(difference) > 1e-9 ? words.points(signed(formatPoints(difference, strings)), difference) : null,
    newlyPass > 0 ? words.newlyPass(newlyPass) : null,
    newlyFail > 0 ? words.newlyFail(newlyFail) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : words.nothingChanged;
}

function signed(points: string): string {
  return points.startsWith('-') ? points : `+${points}`;
}

function passedOf(questions: readonly QuestionReport[]): string[] {
  return questions.flatMap(({ id, tests }) =>
    tests.filter(({ status }) => status === 'passed').map((test) => `${id}/${test.id}`),
  );
}
