import type { QuestionEvidence } from '../diagnosis';
import type { Lang, Text } from '../report/languages';
import type { Assignment } from '../assignment/assignment';
import type { SandboxMode } from '../report/report';
import type { SubmittedFiles } from '../submission/submitted-files';
import type { Reference } from './reference';

/** How a submission is graded. */
export interface GradingOptions {
  assignment: Assignment;
  /** How reports name the submission. */
  name: string;
  sandbox: SandboxMode;
  device: string;
  /** The reference solution where several submissions share it; one for this submission alone by default. */
  reference?: Reference | undefined;
  /** Seed of drawn inputs. */
  seed?: number;
  /** Type errors become warnings; leaving it out saves a second of a processor. */
  typeCheck?: boolean;
  /** The language of what a student reads; English by default. */
  lang?: Lang;
  /** Told what the tests of each question saw, for whoever records known mistakes. */
  onEvidence?(evidence: QuestionEvidence): void;
  /** Told what each test (`question/test`) calls the values that it looks at, for whoever checks a course's texts. */
  onLabel?(test: string, label: Text): void;
  /** Told about each test as it begins, for progress displays. */
  onProgress?(started: number, total: number): void;
}

/** What is graded, and how. */
export interface GradeOptions extends GradingOptions {
  submitted: SubmittedFiles;
}
