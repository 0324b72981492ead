import { statementProblem } from '@boletim/grader/receipt';
import type { Report } from '@boletim/grader/report';
import type { Grading, Result, Signing, Work } from './grading';
import type { ResultKey, ResultsStore } from './results-store';

export interface GradeWholeOptions {
  store: ResultsStore;
  grading: Grading;
  /** With a key, only results count that it or a known one signed. */
  signing?: Signing | undefined;
  /** Whether what is stored will do; by default everything does. */
  accept?(report: Report): boolean;
}

/** Grades all of a submission at once, or takes the stored result: what is signed is not put together from parts. */
export async function gradeWhole(
  work: Work,
  { store, grading, signing, accept = () => true }: GradeWholeOptions,
): Promise<Result & { reused: boolean }> {
  const { key } = work;
  const statement = await store.statementOf(key);
  const isGood = (report: Report) =>
    accept(report) && (!signing || isSignedFor(key, { report, statement }, signing));
  const grade = async () => {
    const result = await grading(work);
    await store.putStatement(key, result.statement);
    return result.report;
  };
  const { report, reused } = await store.getOrGrade(key, grade, isGood);
  return { report, statement: await store.statementOf(key), reused };
}

/** What lies in the store is believed as far as somebody known signed it. */
function isSignedFor(key: ResultKey, { report, statement }: Result, { key: own, known }: Signing): boolean {
  if (statement === null || statementProblem(statement, key, report) !== null) return false;
  return statement.key === own.publicKey || known.has(statement.key);
}
