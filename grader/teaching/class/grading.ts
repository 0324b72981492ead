import type { Assignment } from '@boletim/grader/assignment';
import type { Report } from '@boletim/grader/report';
import { signStatement, type KnownKeys, type SigningKey, type Statement } from '@boletim/grader/receipt';
import type { SubmittedFiles } from '@boletim/grader/submission';
import type { ResultKey } from './results-store';

/** One submission to grade, with everything that its result depends on. */
export interface Work {
  assignment: Assignment;
  submitted: SubmittedFiles;
  key: ResultKey;
}

/** What grading gave: the report, and who signed for it. */
export interface Result {
  report: Report;
  /** Null where nobody signs. */
  statement: Statement | null;
}

/** Grades one submission, on this machine or on another. Rejects as gradeSubmission does. */
export type Grading = (work: Work) => Promise<Result>;

/** What a class run needs to sign what it writes, and to tell whose results it takes. */
export interface Signing {
  key: SigningKey;
  /** Those whose results are taken besides one's own: workers. */
  known: KnownKeys;
}

/** Lets what a grading finds be signed where it was found. */
export function signed(grade: (work: Work) => Promise<Report>, key: SigningKey | undefined): Grading {
  return async (work) => {
    const report = await grade(work);
    return { report, statement: key ? signStatement(work.key, report, key) : null };
  };
}
