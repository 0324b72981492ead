import type { Assignment, Question, QuestionPart } from '../assignment/assignment';
import { AuthorError } from '../errors';
import { displayPath } from '../system/paths';
import type { TestEvidence } from '../diagnosis';
import { textIn, type Lang } from '../report/languages';
import type { PenaltyReport, QuestionReport, Report, TestReport } from '../report/report';
import type { CollectedTest, Fixtures } from '../suite/collect';
import { loadSuite } from '../suite/load-suites';
import type { AskReference } from './evaluate-calls';
import type { Explain } from './explain';
import { inPortuguese } from './in-portuguese';
import type { Outcome } from './outcome';
import type { RunnableTest, TestResult } from './test-runner';

/** Gives the way to the reference solution for the tests of one question. */
export type OpenReference = (questionId: string) => AskReference;

/** What will be run, and the reports that it fills in. */
export interface GradingPlan {
  tests: RunnableTest[];
  questions: QuestionReport[];
  /** Adds the points up, and explains what failed. */
  finish(explain: Explain): Pick<Report, 'questions' | 'score' | 'maxScore' | 'authorErrors'>;
}

export interface PlanTools {
  fixtures: Fixtures;
  openReference: OpenReference;
  /** Of titles and hints. */
  lang: Lang;
}

/** Loads the suites and lays out every test's report, so that each is listed even if none runs. */
export function buildPlan(assignment: Assignment, { fixtures, openReference, lang }: PlanTools): GradingPlan {
  const authorErrors: string[] = [];
  // Hidden tests run last, and show their inputs then: nothing of those can come out in a public test's output.
  const publicTests: RunnableTest[] = [];
  const hiddenTests: RunnableTest[] = [];
  const evidence = new Map<QuestionReport, TestEvidence[]>();
  const questions = assignment.questions.map((question) => {
    const report = emptyReport(question);
    evidence.set(report, []);
    for (const part of question.parts) {
      const planned = planPart({
        ...{ question, part, report, fixtures, authorErrors, openReference },
        evidence: evidence.get(report)!,
        lang,
      });
      (part.hidden ? hiddenTests : publicTests).push(...planned);
    }
    return report;
  });
  return {
    tests: [...publicTests, ...hiddenTests],
    questions,
    finish(explain) {
      for (const question of questions) {
        question.diagnosis = explain(question, evidence.get(question)!);
        [...question.tests, ...question.penalties]
          .filter(({ id }) => question.diagnosis?.tests.includes(id))
          .forEach((entry) => (entry.hint = null));
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
  /** What its tests saw, for whoever explains it. */
  evidence: TestEvidence[];
  lang: Lang;
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
    const entry = emptyTest(test, graded, context);
    report.tests.push(entry);
    const done = (result: TestResult) => {
      noteMistake(test, result);
      const told = { ...result, outcome: inLanguage(result.outcome, context.lang) };
      context.evidence.push(evidenceOf(test.id, part.hidden, told));
      Object.assign(entry, testFields(told, test, context.lang));
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
      title: textIn(test.title, context.lang),
      points: 0,
      maxPoints: graded.points,
      applied: false,
      message: null,
      hint: null,
    };
    report.penalties.push(entry);
    const done = (result: TestResult) => {
      noteMistake(test, result);
      const told = { ...result, outcome: inLanguage(result.outcome, context.lang) };
      context.evidence.push(evidenceOf(test.id, part.hidden, told));
      const { status, message } = told.outcome;
      // It runs only once a test has earned points: "not written yet" would be a way around it.
      entry.applied = status !== 'passed' && status !== 'skipped';
      entry.points = entry.applied ? graded.points : 0;
      entry.message = entry.applied ? message : null;
      entry.hint = entry.applied && test.hint !== null ? textIn(test.hint, context.lang) : null;
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
  const { id, title, file, maxPoints } = question;
  return {
    id,
    title,
    file,
    points: 0,
    maxPoints,
    tests: [],
    penalties: [],
    diagnostics: [],
    diagnosis: null,
  };
}

function emptyTest(
  test: CollectedTest,
  graded: QuestionPart['tests'][number],
  { part, lang }: PartContext,
): TestReport {
  const source = test.source && { file: displayPath(test.source.file), line: test.source.line };
  return {
    id: test.id,
    title: textIn(test.title, lang),
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

function testFields(
  { outcome, observed, durationMs, output }: TestResult,
  test: CollectedTest,
  lang: Lang,
): Partial<TestReport> {
  const { beforeRunning, ...fields } = outcome;
  const threw = beforeRunning ?? observed?.calls.some((call) => 'error' in call);
  // A hint is about what the test compares: where it did not get that far, it would mislead.
  const hint = outcome.status === 'failed' && !threw && test.hint !== null ? textIn(test.hint, lang) : null;
  return { ...fields, durationMs, output, hint };
}

function inLanguage(outcome: Outcome, lang: Lang): Outcome {
  if (outcome.message === null || lang === 'en') return outcome;
  return { ...outcome, message: inPortuguese(outcome.message) };
}

function evidenceOf(id: string, hidden: boolean, { outcome, observed }: TestResult): TestEvidence {
  const { status, message, location } = outcome;
  return { id, hidden, status, message, location, observed };
}

/** Where no test earned anything there is nothing to take off, and a report need not say more than that. */
function lift(penalty: PenaltyReport): void {
  Object.assign(penalty, { applied: false, points: 0, message: null, hint: null });
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
