import { markup, type Markup } from '@boletim/grader/html';
import type { ClassRow } from '../class-row';
import type { SummaryStrings } from './i18n';
import { studentLink } from './sections';

/** So many names fit a line or two; the others are one click away. */
const AT_ONCE = 6;

/** Students with the way to their reports; many are folded away. */
export function namesOf(
  rows: readonly ClassRow[],
  labels: ReadonlyMap<ClassRow, string>,
  strings: SummaryStrings,
): Markup {
  const listed = (some: readonly ClassRow[]) =>
    some.map((row, at) => markup`${at > 0 && ', '}${studentLink(row, labels)}`);
  if (rows.length <= AT_ONCE + 1) return markup`${listed(rows)}`;
  return markup`${listed(rows.slice(0, AT_ONCE))}<details>
    <summary>${strings.othersToo(rows.length - AT_ONCE)}</summary>
    ${listed(rows.slice(AT_ONCE))}
  </details>`;
}
