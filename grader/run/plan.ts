import type { Assignment, Question, QuestionPart } from '../assignment/assignment';
import { AuthorError } from '../errors';
import { displayPath } from '../system/paths';
import type { PenaltyReport, QuestionReport, Report, TestReport } from '../report/report';
import type { CollectedTest, Fixtures } from '../suite/collect';
import { loadSuite } from '../suite/load-suites';
import type { AskReference } from './evaluate-calls';
import type { RunnableTest, TestResult } from './test-runner';

/** Gives the way to the reference solution for the tests of one question. */
export type OpenReference = (questionId: string) => AskReference;

/** What will be run, and the reports that it fills in. */
export interface GradingPlan {
  tests: RunnableTest[];
  questions: QuestionReport[];
  /** Adds the points up. */
  finish(): Pick<Report, 'questions' | 'score' | 'maxScore' | 'authorErrors'>;
}

/** Loads the suites and lays out every test's report, so that each is listed even if none runs. */
export function buildPlan(
  assignment: Assignment,
  fixtures: Fixtures,
  openReference: OpenReference,
): GradingPlan {
  const authorErrors: string[] = [];
  // Hidden tests run last, and show their inputs then: nothing of those can come out in a public test's output.
  const publicTests: RunnableTest[] = [];
  const hiddenTests: RunnableTest[] = [];
  const questions = assignment.questions.map((question) => {
    const report = emptyReport(question);
    for (const part of question.parts) {
      const planned = planPart({ question, part, report, fixtures, authorErrors, openReference });
      (part.hidden ? hiddenTests : publicTests).push(...planned);
    }
    return report;
  });
  return {
    tests: [...publicTests, ...hiddenTests],
    questions,
    finish() {
      for (const question of questions) {
        if (question.tests.every(({ points }) => points === 0)) question.penalties.forEach(lift);
        question.points = pointsOf(question);
      }
      const score = questions.reduce((sum, question) => sum + question.points, 0);
      const maxScore = questions.reduce((sum, question) => sum + question.maxPoints, 0);
      return { questions, score: withoutDust(score), maxScore: withoutDust(maxScore), authorErrors };
    },
  };
}

interface PartContext {
  question: Question;
  part: QuestionPart;
  report: QuestionReport;
  fixtures: Fixtures;
  authorErrors: string[];
  openReference: OpenReference;
}

function planPart(context: PartContext): RunnableTest[] {
  const { question, part, report, fixtures, authorErrors } = context;
  const suite = loadSuite(part, question.id, fixtures);
  const openReference = () => {
    if (!part.hidden) throw new AuthorError(HIDDEN_ONLY);
    return context.openReference(question.id);
  };
  const noteMistake = (test: CollectedTest, result: TestResult) => {
    if (result.authorError)
      authorErrors.push(`${displayPath(part.suiteFile)}: ${test.id}: ${result.authorError}`);
  };
  const tests = part.tests.map((graded): RunnableTest => {
    const test = suite.tests.find(({ id }) => id === graded.id)!;
    const entry = emptyTest(test, graded, part);
    report.tests.push(entry);
    const done = (result: TestResult) => {
      noteMistake(test, result);
      Object.assign(entry, testFields(result, test));
      if (entry.status === 'passed') entry.points = entry.maxPoints;
    };
    return {
      suiteTitle: question.title,
      file: question.file,
      test,
      timeoutSeconds: graded.timeoutSeconds,
      hidden: part.hidden,
      openReference,
      wanted: () => true,
      done,
    };
  });
  const penalties = part.penalties.map((graded): RunnableTest => {
    const test = suite.penalties.find(({ id }) => id === graded.id)!;
    const entry: PenaltyReport = {
      id: test.id,
      title: test.title,
      points: 0,
      maxPoints: graded.points,
      applied: false,
      message: null,
    };
    report.penalties.push(entry);
    const done = (result: TestResult) => {
      noteMistake(test, result);
      const { status, message } = result.outcome;
      // It runs only once a test has earned points: "not written yet" would be a way around it.
      entry.applied = status !== 'passed' && status !== 'skipped';
      entry.points = entry.applied ? graded.points : 0;
      entry.message = entry.applied ? message : null;
    };
    // Hidden tests come later and may still earn what there is to take off.
    const wanted = () => question.parts.length > 1 || report.tests.some((result) => result.points > 0);
    const { timeoutSeconds } = part.tests[0]!;
    const { title: suiteTitle, file } = question;
    return { suiteTitle, file, test, timeoutSeconds, openReference, wanted, done };
  });
  return [...tests, ...penalties];
}

const HIDDEN_ONLY =
  'reference() is for hidden suites: students have no solution that could be asked; compare with expected(...)';

function emptyReport(question: Question): QuestionReport {
  const { id, title, file, maxPoints, manual } = question;
  const empty = { id, title, file, points: 0, maxPoints, tests: [], penalties: [], diagnostics: [] };
  return manual ? { ...empty, waiting: true } : empty;
}

function emptyTest(
  test: CollectedTest,
  graded: QuestionPart['tests'][number],
  part: QuestionPart,
): TestReport {
  const source = test.source && { file: displayPath(test.source.file), line: test.source.line };
  return {
    id: test.id,
    title: test.title,
    points: 0,
    maxPoints: graded.maxPoints,
    status: 'skipped',
    hidden: part.hidden,
    visibility: graded.visibility,
    durationMs: 0,
    message: 'did not run',
    expected: null,
    actual: null,
    hint: null,
    location: null,
    source,
    output: '',
    difference: null,
  };
}

function testFields({ outcome, durationMs, output }: TestResult, test: CollectedTest): Partial<TestReport> {
  const { beforeRunning, ...fields } = outcome;
  const hint = outcome.status === 'failed' && !beforeRunning ? test.hint : null;
  return { ...fields, durationMs, output, hint };
}

/** Where no test earned anything there is nothing to take off, and a report need not say more than that. */
function lift(penalty: PenaltyReport): void {
  Object.assign(penalty, { applied: false, points: 0, message: null });
}

/** Never below zero: a question's penalties cannot take points of another. */
function pointsOf(question: QuestionReport): number {
  const earned = [...question.tests, ...question.penalties].reduce((sum, entry) => sum + entry.points, 0);
  return Math.max(0, withoutDust(earned));
}

/** 0.2 + 0.2 + 0.6 is one point, not 1.0000000000000002. */
function withoutDust(points: number): number {
  return Math.round(points * 1e9) / 1e9;
}
