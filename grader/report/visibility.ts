import { sumPoints, withoutDust } from './points';
import type { QuestionReport, Report, TestReport, TestStatus } from './report';

/** Identifies the row that stands for a question's withheld tests; parentheses keep it apart from authors' ids. */
export const WITHHELD_TESTS_ID = '(hidden)';

/** What a student reads in place of course authors' mistakes, which may quote hidden suites. */
const AUTHOR_ERROR_NOTICE =
  'A test of this course is broken. Your teacher can see which; it is not your mistake.';

/**
 * The report as its student may read it. Tests that stay secret count in their question's points as one row
 * without a name; tests shown after release are left out, points and all, until grades are released; a hidden
 * test that may be seen shows its title, points, status and hint, never inputs, values, code or output.
 * Applying it twice changes nothing more.
 */
export function forStudent(report: Report, { released }: { released: boolean }): Report {
  const questions = report.questions.map((question) => questionForStudent(question, released));
  const withheld = (pick: 'points' | 'maxPoints'): number =>
    total(report.questions, pick) - total(questions, pick);
  const hasHiddenTests = report.questions.some(({ tests }) => tests.some(isGuarded));
  return {
    ...report,
    questions,
    score: withoutDust(report.score - withheld('points')),
    maxScore: withoutDust(report.maxScore - withheld('maxPoints')),
    authorErrors: report.authorErrors.length > 0 ? [AUTHOR_ERROR_NOTICE] : [],
    environment: environmentForStudent(report),
    ...(hasHiddenTests ? withoutSideChannels(report, questions) : {}),
  };
}

/** Without the seed, which draws the same inputs again for others of the class, and how the machine was set up. */
function environmentForStudent({ environment }: Report): Report['environment'] {
  const { node, platform, device, sandbox } = environment;
  return { node, platform, device, sandbox, seed: null };
}

/** A hidden test as a student may see it: that it exists, what it is worth and how it ended. */
export function withoutDetails(test: TestReport): TestReport {
  const { id, title, points, maxPoints, status, hidden, visibility, hint } = test;
  return { ...NOTHING, id, title, points, maxPoints, status, hidden, visibility, hint };
}

function questionForStudent(question: QuestionReport, released: boolean): QuestionReport {
  const later = question.tests.filter((test) => test.visibility === 'after-release' && !released);
  const secret = question.tests.filter((test) => test.visibility === 'never');
  const shown = question.tests
    .filter((test) => !later.includes(test) && !secret.includes(test))
    .map((test) => (test.hidden ? withoutDetails(test) : test));
  const tests = secret.length > 0 ? [...shown, foldTests(secret)] : shown;
  const diagnosis = openDiagnosis(question);
  if (later.length === 0) return { ...question, tests, diagnosis };
  return {
    ...question,
    tests,
    diagnosis,
    points: Math.max(0, withoutDust(question.points - total(later, 'points'))),
    maxPoints: withoutDust(question.maxPoints - total(later, 'maxPoints')),
    withheldPoints: withoutDust((question.withheldPoints ?? 0) + total(later, 'maxPoints')),
  };
}

/** What was recognised with the help of a hidden test says something about that test. */
function openDiagnosis({ diagnosis, tests }: QuestionReport): QuestionReport['diagnosis'] {
  const guarded = tests.filter(isGuarded).map(({ id }) => id);
  return diagnosis?.tests.some((id) => guarded.includes(id)) ? null : diagnosis;
}

function foldTests(tests: TestReport[]): TestReport {
  return {
    ...NOTHING,
    id: WITHHELD_TESTS_ID,
    title: 'Hidden tests',
    points: total(tests, 'points'),
    maxPoints: total(tests, 'maxPoints'),
    status: commonStatus(tests),
    hidden: true,
    visibility: 'never',
    hint: null,
  };
}

function commonStatus(tests: TestReport[]): TestStatus {
  const [first, ...others] = new Set(tests.map((test) => test.status));
  return first !== undefined && others.length === 0 ? first : 'failed';
}

function isGuarded(test: TestReport): boolean {
  return test.hidden || test.visibility !== 'always';
}

/** A submission could sleep for as long as a hidden input says. */
function withoutSideChannels(report: Report, questions: QuestionReport[]): Partial<Report> {
  return {
    durationMs: total(
      questions.flatMap((question) => question.tests),
      'durationMs',
    ),
  };
}

function total<Key extends string>(items: readonly Record<Key, number>[], key: Key): number {
  return sumPoints(items.map((item) => item[key]));
}

const NOTHING = {
  durationMs: 0,
  message: null,
  expected: null,
  actual: null,
  location: null,
  source: null,
  output: '',
  difference: null,
} as const;
