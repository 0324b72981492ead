import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import {
  diagnose,
  MISTAKES_FILE,
  readMistakes,
  type Finding,
  type Lang,
  type TestEvidence,
} from '../diagnosis';
import type { Diagnosis, QuestionReport } from '../report/report';

/** The mistake behind one question's failures. */
export type Explain = (question: QuestionReport, tests: readonly TestEvidence[]) => Diagnosis | null;

export interface ExplainOptions {
  /** By file. */
  findings: ReadonlyMap<string, readonly Finding[]>;
  lang: Lang;
  /** Told what the tests of each question saw. */
  onEvidence?: ((questionId: string, tests: readonly TestEvidence[]) => void) | undefined;
}

/** Explains failures with the mistakes that an assignment, and its hidden suites, know. */
export function explainer(assignment: Assignment, { findings, lang, onEvidence }: ExplainOptions): Explain {
  const readRecords = () => readMistakes(mistakeFiles(assignment));
  return ({ id, file }, tests) => {
    onEvidence?.(id, tests);
    return diagnose({ id, tests, findings: findings.get(file) ?? [] }, { readRecords, lang });
  };
}

/** Where an assignment's mistakes are recorded: beside assignment.yaml, and beside hidden.yaml when it is there. */
export function mistakeFiles({ folder, questions }: Assignment): string[] {
  const hidden = questions.flatMap(({ parts }) => parts).find((part) => part.hidden);
  return [folder, ...(hidden ? [path.dirname(hidden.suiteFile)] : [])].map((place) =>
    path.join(place, MISTAKES_FILE),
  );
}
