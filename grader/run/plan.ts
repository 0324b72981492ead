import type { Assignment, Question, QuestionPart } from '../assignment/assignment';
import { textIn, type Lang } from '../report/languages';
import type { Visibility } from '../report/report';
import type { Fixtures } from '../suite/collect';
import type { CollectedTest } from '../suite/define-test';
import { loadSuite } from '../suite/load-suites';

/** A test whose title and hint are in one language. */
export type TestInLanguage = Omit<CollectedTest, 'title' | 'hint'> & { title: string; hint: string | null };

/** One test or penalty that will be run: what it does, and what it counts for. */
export interface PlannedTest {
  kind: 'test' | 'penalty';
  question: Question;
  part: QuestionPart;
  /** With its texts in the report's language. */
  test: TestInLanguage;
  /** What a test can earn, or a penalty take off (below zero). */
  points: number;
  visibility: Visibility;
  timeoutSeconds: number;
}

/**
 * Loads the suites and lists what will be run, in order. Hidden tests come last, and show their inputs then: nothing of
 * those can come out in a public test's output.
 */
export function planTests(assignment: Assignment, fixtures: Fixtures, lang: Lang = 'en'): PlannedTest[] {
  const planned = assignment.questions.flatMap((question) =>
    question.parts.flatMap((part) => planPart(question, part, { fixtures, lang })),
  );
  return [...planned.filter(({ part }) => !part.hidden), ...planned.filter(({ part }) => part.hidden)];
}

function planPart(
  question: Question,
  part: QuestionPart,
  { fixtures, lang }: { fixtures: Fixtures; lang: Lang },
): PlannedTest[] {
  const suite = loadSuite(part, question.id, fixtures);
  const tests = part.tests.map((graded): PlannedTest => {
    const test = inLanguage(
      suite.tests.find(({ id }) => id === graded.id)!,
      lang,
    );
    const { maxPoints: points, visibility, timeoutSeconds } = graded;
    return { kind: 'test', question, part, test, points, visibility, timeoutSeconds };
  });
  const { visibility, timeoutSeconds } = part.tests[0]!;
  const penalties = part.penalties.map(({ id, points }): PlannedTest => {
    const test = inLanguage(
      suite.penalties.find((candidate) => candidate.id === id)!,
      lang,
    );
    return { kind: 'penalty', question, part, test, points, visibility, timeoutSeconds };
  });
  return [...tests, ...penalties];
}

function inLanguage(test: CollectedTest, lang: Lang): TestInLanguage {
  const { title, hint } = test;
  return { ...test, title: textIn(title, lang), hint: hint === null ? null : textIn(hint, lang) };
}
