import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import type { Finding, QuestionEvidence, TestEvidence } from '../diagnosis';
import { diagnose } from '../diagnosis/diagnose';
import { MISTAKES_FILE, readMistakes } from '../diagnosis/mistake-records';
import type { Lang } from '../report/languages';
import type { QuestionReport } from '../report/report';
import { DEFAULT_SEED } from '../suite/random';
import type { PlannedTest } from './plan';
import type { TestResults } from './question-reports';

/** What a graded submission is explained from. */
export interface Graded {
  plan: readonly PlannedTest[];
  results: TestResults;
  /** What stands in its files and is hardly ever meant, by file. */
  findings: ReadonlyMap<string, readonly Finding[]>;
  lang: Lang;
  seed: number;
}

/** The questions, each with the mistake that explains its failures where one is known for certain. */
export function explained(
  questions: readonly QuestionReport[],
  assignment: Assignment,
  graded: Graded,
): QuestionReport[] {
  const readRecords = () => readMistakes(mistakeFiles(assignment));
  return questions.map((question) => {
    const diagnosis = diagnose(evidenceOf(question, graded), {
      readRecords,
      lang: graded.lang,
      sameDraws: graded.seed === DEFAULT_SEED,
    });
    if (!diagnosis) return question;
    // Where the mistake has a name, whatever else could be said is a guess. A student is told no more of a hidden test
    // than its hint.
    const spare = <Entry extends { id: string; hidden?: boolean }>(entry: Entry): Entry =>
      diagnosis.tests.includes(entry.id) && !entry.hidden ? { ...entry, hint: null } : entry;
    return {
      ...question,
      diagnosis,
      tests: question.tests.map(spare),
      penalties: question.penalties.map(spare),
    };
  });
}

/** What the tests of a question saw. */
export function evidenceOf(
  { id, file }: Pick<QuestionReport, 'id' | 'file'>,
  { plan, results, findings }: Pick<Graded, 'plan' | 'results' | 'findings'>,
): QuestionEvidence {
  const tests = plan
    .filter(({ question }) => question.id === id)
    .flatMap((planned): TestEvidence[] => {
      const result = results.get(planned);
      if (!result) return [];
      const { status, message, location } = result.outcome;
      const { test, part } = planned;
      return [{ id: test.id, hidden: part.hidden, status, message, location, observed: result.observed }];
    });
  return { id, tests, findings: findings.get(file) ?? [] };
}

/** Where an assignment's mistakes are recorded: beside assignment.yaml, and beside hidden.yaml when it is there. */
export function mistakeFiles({ folder, questions }: Assignment): string[] {
  const hidden = questions.flatMap(({ parts }) => parts).find((part) => part.hidden);
  return [folder, ...(hidden ? [path.dirname(hidden.suiteFile)] : [])].map((place) =>
    path.join(place, MISTAKES_FILE),
  );
}
