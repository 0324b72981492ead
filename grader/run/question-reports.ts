import type { Question } from '../assignment/assignment';
import { sumPoints } from '../report/points';
import { displayPath } from '../system/paths';
import type { PenaltyReport, QuestionReport, Report, TestReport } from '../report/report';
import type { PlannedTest } from './plan';
import type { TestResult } from './test-runner';

/** What each test of a plan came to; a test that did not run has no result. */
export type TestResults = ReadonlyMap<PlannedTest, TestResult>;

/** Every question of a plan with its tests, those included that never ran, and the points added up. */
export function reportQuestions(
  questions: readonly Question[],
  plan: readonly PlannedTest[],
  results: TestResults,
): Pick<Report, 'questions' | 'score' | 'maxScore' | 'authorErrors'> {
  const reports = questions.map((question) => {
    const own = plan.filter((planned) => planned.question === question);
    return reportQuestion(question, own, results);
  });
  return {
    questions: reports,
    score: sumPoints(reports.map(({ points }) => points)),
    maxScore: sumPoints(reports.map(({ maxPoints }) => maxPoints)),
    authorErrors: plan.flatMap((planned) => mistakeOf(planned, results)),
  };
}

/**
 * Whether running a test can still change anything: a penalty can once a test has earned points, for "not written yet"
 * would be a way around it. Hidden tests come later and may still earn what there is to take off.
 */
export function isWanted({ kind, question }: PlannedTest, results: TestResults): boolean {
  if (kind === 'test' || question.parts.length > 1) return true;
  return [...results].some(
    ([earlier, result]) => earlier.question === question && earned(earlier, result) > 0,
  );
}

function earned({ kind, points }: PlannedTest, result: TestResult | undefined): number {
  return kind === 'test' && result?.outcome.status === 'passed' ? points : 0;
}

function reportQuestion(question: Question, plan: PlannedTest[], results: TestResults): QuestionReport {
  const { id, title, file, maxPoints } = question;
  const of = (kind: PlannedTest['kind']) => plan.filter((planned) => planned.kind === kind);
  const tests = of('test').map((planned) => reportTest(planned, results.get(planned)));
  // Where no test earned anything there is nothing to take off, and a report need not say more than that.
  const anyEarned = tests.some(({ points }) => points !== 0);
  const penalties = of('penalty').map((planned) =>
    reportPenalty(planned, anyEarned ? results.get(planned) : undefined),
  );
  // Never below zero: a question's penalties cannot take points of another.
  const points = Math.max(0, sumPoints([...tests, ...penalties].map((entry) => entry.points)));
  const report = { id, title, file, points, maxPoints, tests, penalties, diagnostics: [], diagnosis: null };
  return question.manual ? { ...report, waiting: true } : report;
}

function reportTest(planned: PlannedTest, result: TestResult | undefined): TestReport {
  const { test, part, points: maxPoints, visibility } = planned;
  const { beforeRunning, ...outcome } = result?.outcome ?? DID_NOT_RUN;
  // A hint is about what the test compares: where it did not get that far, it would mislead.
  const threw = beforeRunning ?? result?.observed?.calls.some((call) => 'error' in call);
  return {
    id: test.id,
    title: test.title,
    points: earned(planned, result),
    maxPoints,
    hidden: part.hidden,
    visibility,
    durationMs: result?.durationMs ?? 0,
    ...outcome,
    hint: outcome.status === 'failed' && !threw ? test.hint : null,
    source: test.source && { file: displayPath(test.source.file), line: test.source.line },
    output: result?.output ?? '',
  };
}

const DID_NOT_RUN: TestResult['outcome'] = {
  status: 'skipped',
  message: 'did not run',
  expected: null,
  actual: null,
  location: null,
  difference: null,
};

function reportPenalty({ test, points }: PlannedTest, result: TestResult | undefined): PenaltyReport {
  const { status, message } = result?.outcome ?? DID_NOT_RUN;
  const applied = status !== 'passed' && status !== 'skipped';
  return {
    id: test.id,
    title: test.title,
    points: applied ? points : 0,
    maxPoints: points,
    applied,
    message: applied ? message : null,
    hint: applied ? test.hint : null,
  };
}

function mistakeOf(planned: PlannedTest, results: TestResults): string[] {
  const mistake = results.get(planned)?.authorError;
  return mistake ? [`${displayPath(planned.part.suiteFile)}: ${planned.test.id}: ${mistake}`] : [];
}
