import type { Report } from '@boletim/grader/report';
import type { FinalGrade } from './final-grade';
import type { Student } from './roster';
import type { LookAlike } from '@boletim/grader/submission';
import type { ProblemCode } from '@boletim/grader/submission';

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
  /** Whether the platform marked it late; null where it marks nothing. */
  marked: boolean | null;
  /** The group that it was handed in for; null for individual work. */
  group: string | null;
  /** Those of the notes that say why it is not sure whose something is. */
  doubts: string[];
  /** Files that are not there, beside what may have been meant by them. */
  lookAlikes: LookAlike[];
  /** By question: what its file says, without comments and spaces; for finding identical work. */
  fingerprints: Readonly<Record<string, string>>;
  /** What the instructor may want to know. */
  notes: string[];
  report: Report | null;
  grade: FinalGrade;
  /** No score goes out before a person has given the points of every manual question. */
  withheld: boolean;
  /** The files that were graded, by path; none without a report. */
  files: Readonly<Record<string, string>>;
}

/** The assignment, as far as class outputs need it. */
export interface ClassAssignment {
  id: string;
  title: string;
  version: string;
}

/** As much of a row as says whether its score goes out. */
export interface Scored {
  outcome: RowOutcome;
  withheld: boolean;
  grade: { excused: boolean; afterCutoff: string | null };
}

/**
 * Whether a score goes out for the student: not without a submission, not when excused, not after the cutoff, not after a
 * grader fault, not while a question waits for a person.
 */
export function hasScore(row: Scored): boolean {
  const { excused, afterCutoff } = row.grade;
  const counts = !excused && afterCutoff === null && !row.withheld;
  return counts && (row.outcome === 'graded' || row.outcome === 'not-gradable');
}
