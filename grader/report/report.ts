/**
 * What a grading run found. This is the contract of everything downstream: the JSON report is this type written
 * out, and every other format is a pure function of it. Points are never rounded here; readers round.
 */
export interface Report {
  schema: 'boletim/report/v1';
  assignment: {
    id: string;
    title: string;
    version: string;
    /** sha256 over assignment.yaml, the suites and the expected values that graded. */
    digest: string;
  };
  submission: {
    /** How the person who graded names it: a folder, or a student of a class. */
    name: string;
    /** sha256 over the files that were taken from it, names and bytes. */
    digest: string;
    /** Files that assignment.yaml names and that the submission lacks. */
    missing: string[];
    /** Files that were there and that no assignment asks for: not copied, not run. At most 100 are listed. */
    ignored: string[];
  };
  environment: {
    node: string;
    platform: string;
    /** The device the lab computed on, as the sandbox said it; null for an assignment without one. */
    device: string | null;
    sandbox: SandboxMode;
    /** Seed of drawn inputs, when a suite draws any. */
    seed: number | null;
    /** Who bounded memory and processes; not told to students, nor by reports of earlier versions. */
    bounds?: Bounds | undefined;
  };
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number;
  questions: QuestionReport[];
  declaration: DeclarationReport;
  score: number;
  maxScore: number;
  /** What is worth telling that costs no points: type errors, ignored files, a fallback that was taken. */
  warnings: string[];
  /** Course author's mistakes met while grading. Not the student's; the run exits with 1. */
  authorErrors: string[];
  retrain: RetrainReport | null;
}

export type SandboxMode = 'bwrap' | 'process';

/** Who keeps a sandbox within its bounds: the kernel at every moment, or the grader, which looks from time to time. */
export interface Bounds {
  memory: 'kernel' | 'grader';
  processes: 'kernel' | 'grader';
}

export interface QuestionReport {
  id: string;
  title: string;
  /** The file of the submission that answers it. */
  file: string;
  /** Sum of the tests' points and the applied penalties, never below zero. */
  points: number;
  maxPoints: number;
  /** In a student's report: points of tests whose result is shown after release; in neither number above. */
  withheldPoints?: number;
  tests: TestReport[];
  penalties: PenaltyReport[];
  /** Type errors and syntax errors of the question's file, as the student should read them. */
  diagnostics: string[];
  /** The one mistake that explains its failures; null when nothing failed, or nothing is known for certain. */
  diagnosis: Diagnosis | null;
  /** Where a person gives the points: whether nobody has yet. */
  waiting?: boolean | undefined;
  /** The student's answer, in a class: what comments at its lines are about. */
  code?: string | undefined;
  /** What people say about the answer, in a class; the points of it are among the penalties. */
  review?: ReviewReport | undefined;
}

/** What people say about one answer. Every comment is Markdown. */
export interface ReviewReport {
  /** Who said it last, as they call themselves. */
  by: string | null;
  comment: string | null;
  /** What was chosen from the rubric. */
  items: { title: string; points: number }[];
  /** From the first line, which is 1; null when the line is no longer there, and then `quote` says which it was. */
  lines: { line: number | null; quote: string | null; comment: string; by: string | null }[];
  /** What the student asked to be looked at again, and what was answered. */
  requests: { why: string; reply: string | null; by: string | null }[];
}

/** A mistake with a name. */
export interface Diagnosis {
  /** Which: the id of a known mistake, or the name of a relation, an error or a finding. */
  mistake: string;
  /** What it is, in words for the student. */
  says: string;
  /** What to look at next; null when `says` is all there is to say. */
  look: string | null;
  how: DiagnosisSource;
  /** The ids of the tests and penalties that it explains. */
  tests: string[];
}

/**
 * How a mistake was recognised: a known mistake behaves the same; the result relates to the right one; it is where
 * a computation first went wrong; an error says it; it stands in the file's text.
 */
export type DiagnosisSource = 'behaviour' | 'relation' | 'trace' | 'error' | 'lint';

/** How a test ended. Only `passed` earns points. */
export type TestStatus = 'passed' | 'failed' | 'not-implemented' | 'timed-out' | 'crashed' | 'skipped';

/** Who may see a test in a student's report: always, once grades are released, never. */
export type Visibility = 'always' | 'after-release' | 'never';

export interface TestReport {
  id: string;
  title: string;
  points: number;
  maxPoints: number;
  status: TestStatus;
  hidden: boolean;
  visibility: Visibility;
  durationMs: number;
  /** What went wrong, in words for the student; null when it passed. */
  message: string | null;
  /** Short renderings, never a wall of numbers; null when the failure has none. */
  expected: string | null;
  actual: string | null;
  /** What to look at next; null when the suite gives none. */
  hint: string | null;
  /** Where in the student's file it threw, like `src/freeze.ts:12:5`; null when it did not. */
  location: string | null;
  /** Where the suite defines the test. */
  source: { file: string; line: number } | null;
  /** What the student's code printed while the test ran, bounded. */
  output: string;
  /** How far off a tensor was, for reports that can draw; null when no tensor was compared. */
  difference: TensorDifference | null;
}

/** A tensor comparison that failed, small enough to publish: at most 4096 cells. */
export interface TensorDifference {
  shape: number[];
  /** Largest absolute difference and the index where it is. */
  largest: number;
  at: number[];
  /** |actual - expected| reduced to a grid by taking the largest of each cell; rows of columns. */
  grid: number[][];
}

export interface PenaltyReport {
  id: string;
  title: string;
  /** Negative when applied, else 0. A review of `boletim class` is listed here too, and may give points. */
  points: number;
  /** What it costs when applied; negative. */
  maxPoints: number;
  applied: boolean;
  message: string | null;
  /** What to look at next, where there is something to say. */
  hint?: string | null | undefined;
}

export interface DeclarationReport {
  status: 'given' | 'missing' | 'invalid';
  /** What the student wrote, when it is valid. */
  values: Declaration | null;
  problems: string[];
}

export interface Declaration {
  hours: number | null;
  difficulty: number | null;
  expectedGrade: number | null;
  llmUse: string | null;
  comments: string | null;
}

export interface RetrainReport {
  status: 'finished' | 'stopped' | 'failed' | 'skipped';
  message: string | null;
  device: string;
  dataset: string;
  weights: string;
  classes: string[];
  epochs: EpochReport[];
  test: { accuracy: number; loss: number; confusion: number[][] } | null;
  imagesPerSecond: number | null;
  durationMs: number;
  /** Paths of what was written beside the report, relative to it. */
  artifacts: string[];
}

export interface EpochReport {
  /** 0 is the frozen epoch. */
  epoch: number;
  frozen: boolean;
  trainLosses: number[];
  learningRates: number[];
  validLoss: number;
  validAccuracy: number;
  seconds: number;
}
