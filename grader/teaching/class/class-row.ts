import type { Report } from '../../report/report';
import type { FinalGrade } from './final-grade';
import type { Student } from './roster';
import type { ProblemCode } from '../../submission/problem';

/** What became of one student's submission. */
export type RowOutcome = 'graded' | 'not-gradable' | 'no-submission' | 'grader-fault';

/** One student of a class, with everything the outputs need. */
export interface ClassRow {
  student: Student;
  /** Safe and unique in the class: names the student's folder. */
  slug: string;
  /** The folder or file it came from; null without a submission. */
  origin: string | null;
  outcome: RowOutcome;
  /** Why it was not graded; null when it was. */
  problem: { code: ProblemCode | 'grader-fault'; message: string } | null;
  /** What the instructor may want to know. */
  notes: string[];
  report: Report | null;
  grade: FinalGrade;
}

/** The assignment, as far as class outputs need it. */
export interface ClassAssignment {
  id: string;
  title: string;
  version: string;
}

/** Whether a score goes out for the student: not without a submission, not when excused, not after a grader fault. */
export function hasScore(row: { outcome: RowOutcome; grade: { excused: boolean } }): boolean {
  return !row.grade.excused && (row.outcome === 'graded' || row.outcome === 'not-gradable');
}
