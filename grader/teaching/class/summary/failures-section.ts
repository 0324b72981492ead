import { markup, type Markup } from '@boletim/grader/html';
import type { ClassRow } from '../class-row';
import type { GradedSubmission } from './graded-submissions';
import type { SummaryStrings } from './i18n';
import { labelsOf } from './labels';
import { namesOf } from './names';
import { table } from './table';
import { commonFailures } from './tests-overview';

/** What went wrong in the same way for several students, and for whom: what to talk about in class. */
export function commonFailuresSection(
  { submissions, rows }: { submissions: readonly GradedSubmission[]; rows: readonly ClassRow[] },
  strings: SummaryStrings,
): Markup {
  const failures = commonFailures(submissions);
  const labels = labelsOf(rows);
  if (failures.length === 0) return markup``;
  return markup`<section aria-labelledby="failures">
    <h2 id="failures">${strings.failures}</h2>
    ${table(
      strings.failuresTable,
      [strings.message, strings.seenIn, `#${strings.submissionsColumn}`, strings.who],
      failures.map((failure) => [
        markup`<span dir="auto">${failure.message}</span>`,
        markup`<code>${failure.tests.slice(0, 4).join(', ')}${failure.tests.length > 4 ? ', …' : ''}</code>`,
        String(failure.submissions),
        namesOf(failure.rows, labels, strings),
      ]),
    )}
  </section>`;
}
