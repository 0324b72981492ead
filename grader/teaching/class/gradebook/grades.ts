import { hasScore, type ClassRow } from '../class-row';
import { formatCsv, formatPoints, neutralise } from '../csv';
import { dateCells, latenessWords } from '../dates/date-words';
import type { FinalQuestion } from '../final-grade';
import type { ClassStrings } from '../i18n';

const PERSON = ['id', 'name', 'email', 'section'] as const;

/**
 * grades.csv: everything about the class in one table for people and spreadsheets. It begins with a byte order mark, by
 * which Excel knows that names are in UTF-8.
 */
export function gradesCsv(rows: readonly ClassRow[], strings: ClassStrings): string {
  const questions = rows[0]?.grade.questions ?? [];
  const titles = questions.flatMap(({ id }) => [id, `${id} review`]);
  const header = [
    ...PERSON,
    'score',
    'max',
    'outcome',
    'reason',
    ...titles,
    'earned',
    ...['due', 'handed in', 'extension', 'late hours', 'late points', 'lateness'],
  ];
  header.push('hours', 'difficulty', 'expected grade', 'comment', 'notes', 'submission', 'digest');
  return formatCsv([header, ...rows.map((row) => gradesRow(row, strings))], { hasBom: true });
}

function gradesRow(row: ClassRow, strings: ClassStrings): string[] {
  const { student, grade, report } = row;
  const declared = report?.declaration.values ?? null;
  const optional = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  return [
    ...PERSON.map((field) => neutralise(student[field])),
    hasScore(row) ? formatPoints(grade.score) : '',
    formatPoints(grade.maxScore),
    outcomeOf(row),
    neutralise(row.problem?.message ?? ''),
    ...grade.questions.flatMap(questionCells),
    formatPoints(grade.earned),
    ...dateCells(grade, { handedIn: row.origin !== null, strings }).map(neutralise),
    formatPoints(grade.lateHours),
    formatPoints(grade.latePoints),
    row.origin === null ? '' : latenessWords(grade, row, strings),
    ...[declared?.hours, declared?.difficulty, declared?.expectedGrade].map(optional),
    neutralise(reviewText(grade.questions, grade.comment)),
    neutralise(row.notes.join('; ')),
    neutralise(row.origin ?? ''),
    report?.submission.digest ?? '',
  ];
}

function outcomeOf({ grade, withheld, outcome, origin }: ClassRow): string {
  if (grade.excused) return 'excused';
  if (grade.afterCutoff !== null && origin !== null) return 'after-cutoff';
  return withheld ? 'waiting' : outcome;
}

function questionCells(question: FinalQuestion): string[] {
  if (question.exempt) return ['exempt', ''];
  if (question.waiting) return ['waiting', ''];
  return [formatPoints(question.points), question.adjustment === 0 ? '' : formatPoints(question.adjustment)];
}

/** The reviewer's comments in one line. */
function reviewText(questions: readonly FinalQuestion[], comment: string | null): string {
  const each = questions
    .filter((question) => question.comment !== null)
    .map(({ id, comment: text }) => `${id}: ${text}`);
  return [...(comment === null ? [] : [comment]), ...each].join('; ');
}
