import type { Visibility } from '../report/report';
import type { AssignmentSpec, LimitsSpec, RubricSpec } from './spec';

/** An assignment ready to grade: assignment.yaml, with the hidden part merged in when there is one. */
export interface Assignment {
  spec: AssignmentSpec;
  /** Absolute folder of the assignment. */
  folder: string;
  /**
   * Where fixtures lie; a sandbox may read `inputs`, never `expected`. Those of the inputs that are hidden are not
   * shown before all public tests are done.
   */
  fixtures: { inputs: string[]; hiddenInputs: string[]; expected: string[] };
  limits: LimitsSpec;
  questions: Question[];
  /** Absolute folder of the reference solution that hidden tests may ask; null when there is none. */
  reference: string | null;
  /** Files whose content decides grades, for the digest. */
  sources: string[];
}

export interface Question {
  id: string;
  title: string;
  maxPoints: number;
  file: string;
  /** Null where a person reads and nothing is called. */
  function: string | null;
  start: string | undefined;
  /** A person gives the points; there are no parts. */
  manual: boolean;
  rubric: RubricSpec | undefined;
  parts: QuestionPart[];
}

/** The tests of one suite file: a question has a public part and perhaps a hidden one. */
export interface QuestionPart {
  suiteFile: string;
  hidden: boolean;
  tests: GradedTest[];
  penalties: { id: string; points: number }[];
}

export interface GradedTest {
  id: string;
  maxPoints: number;
  visibility: Visibility;
  timeoutSeconds: number;
}
