import type { ReviewSpec } from '@boletim/teaching/class';
import type { Desk } from './desk';
import { writeReviewTable } from './review-table';

/** Everything that the page wrote, as a table that `importReviews` reads. Reviews with a mistake are named instead. */
export async function exportReviews(
  desk: Desk,
): Promise<{ table: string; rows: number; problems: string[] }> {
  const { students } = await desk.class();
  const problems: string[] = [];
  const rows: Row[] = [];
  for (const student of students) {
    const { review, problem } = await desk.review(student);
    if (review) rows.push(...rowsOf(review).map((row) => ({ student: student.id, ...row })));
    else problems.push(problem);
  }
  return { table: writeReviewTable(rows), rows: rows.length, problems };
}

type Row = Parameters<typeof writeReviewTable>[0][number];

function rowsOf({ questions, replies = [] }: ReviewSpec): Row[] {
  return [
    ...Object.entries(questions).flatMap(([question, own]) =>
      questionRows(own).map((row) => ({ question, ...row })),
    ),
    ...replies.map(({ question = '', why = '', reply }) => ({ question, why, reply })),
  ];
}

function questionRows({
  points,
  comment = '',
  items = [],
  lines = [],
  done,
  apart,
}: ReviewSpec['questions'][string]): Row[] {
  const whole = {
    comment,
    points: points === undefined ? '' : String(points),
    done: done ? 'yes' : '',
    apart: apart ? 'yes' : '',
  };
  return [
    ...(Object.values(whole).some((cell) => cell !== '') ? [whole] : []),
    ...items.map((item) => ({ item })),
    ...lines.map((said) => ({ item: String(said.line), comment: said.comment, quote: said.quote ?? '' })),
  ];
}
