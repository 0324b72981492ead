import { markup, type Markup } from '@boletim/grader/html';
import { oneLine } from '@boletim/grader/report';
import type { ClassRow } from '../class-row';
import type { GradedSubmission } from './graded-submissions';
import type { SummaryStrings } from './i18n';
import { labelsOf } from './labels';
import { namesOf } from './names';
import { table } from './table';

/** Wrong answers by the mistake that explains them, and whose they are: what to explain again, and to whom. */
export function mistakesSection(
  { submissions, rows }: { submissions: readonly GradedSubmission[]; rows: readonly ClassRow[] },
  strings: SummaryStrings,
): Markup {
  const mistakes = mistakesOf(submissions);
  if (mistakes.length === 0) return markup``;
  const labels = labelsOf(rows);
  return markup`<section aria-labelledby="mistakes">
    <h2 id="mistakes">${strings.mistakes}</h2>
    ${table(
      strings.mistakesTable,
      [strings.mistake, strings.question, `#${strings.submissionsColumn}`, strings.who],
      mistakes.map(({ says, question, submissions: count, rows: whose }) => [
        markup`<span dir="auto">${oneLine(says)}</span>`,
        markup`<code>${question}</code>`,
        String(count),
        namesOf(whose, labels, strings),
      ]),
    )}
  </section>`;
}

/** A mistake with a name, in one question. */
export interface CommonMistake {
  question: string;
  says: string;
  submissions: number;
  rows: ClassRow[];
}

/** Every diagnosis of a class, the most frequent first. */
function mistakesOf(submissions: readonly GradedSubmission[]): CommonMistake[] {
  const mistakes = new Map<string, CommonMistake>();
  for (const { report, rows } of submissions) {
    for (const { id, diagnosis } of report.questions) {
      if (!diagnosis) continue;
      const key = JSON.stringify([id, diagnosis.mistake]);
      const known = mistakes.get(key) ?? { question: id, says: diagnosis.says, submissions: 0, rows: [] };
      mistakes.set(key, known);
      known.submissions += 1;
      known.rows.push(...rows);
    }
  }
  return [...mistakes.values()].sort((a, b) => b.submissions - a.submissions);
}
