import type { Lang } from '@boletim/grader/reporters';
import { hasScore, type ClassRow } from '../class-row';
import { formatCsv, formatPoints, neutralise } from '../csv';
import type { Student } from '../roster';
import { feedbackHtml } from './feedback';
import type { GradebookFile } from './gradebook-file';

/** Columns that Moodle's import can map to a person, best first. */
const IDENTITIES: readonly { field: keyof Student; title: string }[] = [
  { field: 'email', title: 'Email address' },
  { field: 'idNumber', title: 'ID number' },
  { field: 'username', title: 'Username' },
];

/**
 * A CSV for Moodle's "Grades > Import > CSV file". It identifies by one column, since an unknown person aborts the
 * whole import: the first of e-mail, ID number and username that every scored student has, else the one most have.
 * Rows without a score are left out, because an empty grade would still overwrite feedback.
 */
export function moodleImportCsv(
  rows: readonly ClassRow[],
  { gradeTitle, lang }: { gradeTitle: string; lang: Lang },
): GradebookFile {
  const scored = rows.filter(hasScore);
  const identity = bestIdentity(scored);
  const identified = scored.filter(({ student }) => student[identity.field] !== '');
  const table = identified.map((row) => [
    // Compared exactly, so it goes out as it is.
    String(row.student[identity.field]),
    formatPoints(row.grade.score),
    neutralise(feedbackHtml(row, lang)),
  ]);
  return {
    text:
      table.length === 0 ? null : formatCsv([[identity.title, neutralise(gradeTitle), 'Feedback'], ...table]),
    leftOut: scored
      .filter((row) => !identified.includes(row))
      .map(({ student }) => ({ id: student.id, reason: `the roster has no "${identity.title}"` })),
    notes: [],
  };
}

function bestIdentity(rows: readonly ClassRow[]): (typeof IDENTITIES)[number] {
  const count = (field: keyof Student) => rows.filter(({ student }) => student[field] !== '').length;
  return IDENTITIES.reduce((best, next) => (count(next.field) > count(best.field) ? next : best));
}
