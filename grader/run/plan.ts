import type { Assignment, Question, QuestionPart } from '../assignment/assignment';
import type { Visibility } from '../report/report';
import type { CollectedTest, Fixtures } from '../suite/collect';
import { loadSuite } from '../suite/load-suites';

/** One test or penalty that will be run: what it does, and what it counts for. */
export interface PlannedTest {
  kind: 'test' | 'penalty';
  question: Question;
  part: QuestionPart;
  test: CollectedTest;
  /** What a test can earn, or a penalty take off (below zero). */
  points: number;
  visibility: Visibility;
  timeoutSeconds: number;
}

/**
 * Loads the suites and lists what will be run, in order. Hidden tests come last, and show their inputs then: nothing of
 * those can come out in a public test's output.
 */
export function planTests(assignment: Assignment, fixtures: Fixtures): PlannedTest[] {
  const planned = assignment.questions.flatMap((question) =>
    question.parts.flatMap((part) => planPart(question, part, fixtures)),
  );
  return [...planned.filter(({ part }) => !part.hidden), ...planned.filter(({ part }) => part.hidden)];
}

function planPart(question: Question, part: QuestionPart, fixtures: Fixtures): PlannedTest[] {
  const suite = loadSuite(part, question.id, fixtures);
  const tests = part.tests.map((graded): PlannedTest => {
    const test = suite.tests.find(({ id }) => id === graded.id)!;
    const { maxPoints: points, visibility, timeoutSeconds } = graded;
    return { kind: 'test', question, part, test, points, visibility, timeoutSeconds };
  });
  const { visibility, timeoutSeconds } = part.tests[0]!;
  const penalties = part.penalties.map(({ id, points }): PlannedTest => {
    const test = suite.penalties.find((candidate) => candidate.id === id)!;
    return { kind: 'penalty', question, part, test, points, visibility, timeoutSeconds };
  });
  return [...tests, ...penalties];
}
