import type { DeclarationReport } from '../report/report';
import type { LookAlike } from './look-alikes';

/** What was taken from a submission: text of the files that assignment.yaml names, and why others are unusable. */
export interface SubmittedFiles {
  /** Relative path to content. */
  files: Map<string, string>;
  /** Relative path to what is wrong with it, in words for the student. */
  problems: Map<string, string>;
  /** Question files that are not there. */
  missing: string[];
  /** What nobody asked for, the first of it. */
  ignored: string[];
  /** What the instructor may want to know: refused links, an odd layout, archives that were not opened. */
  notes: string[];
  /** Question files that are not there, beside what may have been meant by them. */
  lookAlikes: LookAlike[];
  /** What the student declares: hours, help and the like. It decides no points, and grading does not wait for it. */
  declaration: DeclarationReport | Promise<DeclarationReport>;
  /** sha256 over the files and problems: equal ones are graded alike. */
  digest: string;
}

/** Of what nobody asked for so many are listed by name; of more, a data set, people get the count. */
export const MAX_IGNORED = 100;

/** What a submission may hold. */
export interface Expected {
  /** The assignment's id. */
  assignment: string;
  /** The paths that assignment.yaml names. */
  files: readonly string[];
  declaration?: string | undefined;
  /** Size of one file. */
  fileKilobytes: number;
}
