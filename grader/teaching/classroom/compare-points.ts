import type { AssignmentSpec } from '@boletim/grader/assignment';
import { formatPoints } from '../class';
import { slugOf } from './as-questions';
import type { Autograding } from './read-autograding';

type Question = Pick<AssignmentSpec['questions'][number], 'id' | 'title' | 'points'> & {
  tests?: readonly { id: string; points: number }[];
};

/** Where an assignment weighs something else than GitHub Classroom did; one line that says so where it does not. */
export function comparePoints(
  { tests }: Autograding,
  { id, questions }: { id: string; questions: readonly Question[] },
): string[] {
  const before = sum(tests.map(({ points }) => points));
  const now = sum(questions.map(({ points }) => points));
  const share = (points: number, of: number) => (of === 0 ? 0 : points / of);
  const lines = tests.flatMap(({ name, points }) => {
    const found = findWeight(name, questions);
    if (!found) return [`${name}: no question or test of ${id} is called that`];
    if (Math.abs(share(points, before) - share(found.points, now)) < ROUNDING) return [];
    return [
      `${name}: ${weight(points, before)} in Classroom, ${weight(found.points, now)} as ${found.what} of ${id}`,
    ];
  });
  return lines.length > 0
    ? lines
    : [`Each of the ${tests.length} weighs in ${id} what it weighed in Classroom.`];

  function weight(points: number, of: number): string {
    return `${formatPoints(points)} of ${formatPoints(of)} (${Math.round(100 * share(points, of))} %)`;
  }
}

const ROUNDING = 0.005;

function findWeight(name: string, questions: readonly Question[]): { what: string; points: number } | null {
  const slug = slugOf(name);
  const question = questions.find(
    ({ id, title }) => id === slug || title.toLowerCase() === name.toLowerCase(),
  );
  if (question) return { what: `question ${question.id}`, points: question.points };
  const tests = questions.flatMap((one) => (one.tests ?? []).map((test) => ({ ...test, question: one.id })));
  const [test, ...others] = tests.filter(({ id }) => id === slug);
  return test && others.length === 0
    ? { what: `test ${test.id} of ${test.question}`, points: test.points }
    : null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
