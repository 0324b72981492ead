import type { Lang } from '@boletim/grader/reporters';
import type { RecordedRow, Student } from '../class';
import type { TermAssignmentSpec, TermSpec } from './term-spec';

/** Canvas' gradebook as it was exported. */
export interface CanvasExport {
  text: string;
  file: string;
}

/** One assignment of a term, with what its class run found. */
export interface TermAssignment {
  id: string;
  title: string;
  /** Where its group stands in term.yaml. */
  group: number;
  maxScore: number;
  /** In which its class gives reasons. */
  lang: Lang;
  spec: TermAssignmentSpec;
  rows: RecordedRow[];
}

export interface Term {
  spec: TermSpec;
  /** In the order of term.yaml. */
  assignments: TermAssignment[];
  /** Null where term.yaml names none. */
  roster: Student[] | null;
  /** Canvas' gradebook, to be filled; null where term.yaml names none. */
  canvas: CanvasExport | null;
}
