import type { Lang } from '@boletim/grader/reporters';
import { hasScore, type ClassRow } from '../class-row';
import { formatCsv, formatPoints, neutralise } from '../csv';
import { classStringsOf } from '../i18n';
import type { Student } from '../roster';
import { feedbackHtml } from './feedback';
import type { GradebookFile } from './gradebook-file';

/** Columns that Moodle's import can map to a person, best first. */
const IDENTITIES: readonly { field: keyof Student; title: string }[] = [
  { field: 'email', title: 'Email address' },
  { field: 'idNumber', title: 'ID number' },
  { field: 'username', title: 'Username' },
];

/** A column of grades or of feedback. */
export interface MoodleColumn<Row> {
  title: string;
  /** Never blank beside a blank: an empty grade would still overwrite what Moodle has. */
  cellOf(row: Row): string;
}

/** A CSV for Moodle's "Grades > Import > CSV file"; rows without a score are left out. */
export function moodleImportCsv(
  rows: readonly ClassRow[],
  { gradeTitle, lang }: { gradeTitle: string; lang: Lang },
): GradebookFile {
  const columns: MoodleColumn<ClassRow>[] = [
    { title: gradeTitle, cellOf: ({ grade }) => formatPoints(grade.score) },
    { title: 'Feedback', cellOf: (row) => feedbackHtml(row, lang) },
  ];
  return moodleTable(rows.filter(hasScore), columns, lang);
}

/**
 * A CSV for the same import with any columns. It identifies by one column, since an unknown person aborts the whole
 * import: the first of e-mail, ID number and username that every row has, else the one most have.
 */
export function moodleTable<Row extends { student: Student }>(
  rows: readonly Row[],
  columns: readonly MoodleColumn<Row>[],
  lang: Lang,
): GradebookFile {
  const identity = bestIdentity(rows);
  const identified = rows.filter(({ student }) => student[identity.field] !== '');
  const table = identified.map((row) => [
    // Compared exactly, so it goes out as it is.
    String(row.student[identity.field]),
    ...columns.map(({ cellOf }) => neutralise(cellOf(row))),
  ]);
  const titles = [identity.title, ...columns.map(({ title }) => neutralise(title))];
  return {
    text: table.length === 0 ? null : formatCsv([titles, ...table]),
    leftOut: rows
      .filter((row) => !identified.includes(row))
      .map(({ student }) => ({
        id: student.id,
        reason: classStringsOf(lang).gradebook.noIdentity(identity.title),
      })),
    notes: [],
  };
}

function bestIdentity(rows: readonly { student: Student }[]): (typeof IDENTITIES)[number] {
  const count = (field: keyof Student) => rows.filter(({ student }) => student[field] !== '').length;
  return IDENTITIES.reduce((best, next) => (count(next.field) > count(best.field) ? next : best));
}
