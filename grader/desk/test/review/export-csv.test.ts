import { expect } from 'chai';
import path from 'node:path';
import { stringify } from 'yaml';
import { parseCsv } from '../../../teaching/class/csv';
import { readReviews } from '../../../teaching/class/reviews';
import type { ReviewSpec } from '../../../teaching/class/review-spec';
import { HOSTILE } from '../../../test/reporters/hostile-text';
import { writeTree } from '../../../test/support/folders';
import { exportReviews } from '../../review/export-csv';
import { importReviews } from '../../review/import-csv';
import { openDesk } from '../../review/serve';
import { classFolder, QUESTIONS } from './class-folder';
import { classOf } from './desk-server';

describe('reviews as a table', () => {
  const questions = QUESTIONS.map(({ id, manual = false, rubric }) => ({ id, manual, rubric }));
  const options = { reviewer: 'bia', lang: 'en' as const, blind: false };

  /** Writes reviews, takes them out as a table, and reads that into a folder of its own. */
  async function roundTrip(reviews: Record<string, object>) {
    const { out, assignment } = await classFolder(classOf(2));
    const [first, second] = [path.join(out, 'first'), path.join(out, 'second')];
    const files = Object.entries(reviews).map(([id, review]) => [`${id}.yaml`, stringify(review)]);
    writeTree(first, Object.fromEntries(files) as Record<string, string>);
    const { table } = await exportReviews(openDesk({ ...options, out, assignment, reviews: first }));
    const desk = openDesk({ ...options, out, assignment, reviews: second });
    const { refused } = await importReviews(desk, table, 'table.csv');
    const read = (folder: string) =>
      [...readReviews(folder, questions)].map(([id, review]) => [id, unsigned(review)]);
    return { table, refused, before: read(first), after: read(second) };
  }

  const said = (text: string) => ({
    questions: {
      mean: {
        points: -0.5,
        comment: text,
        lines: [
          { line: 2, quote: text.slice(0, 20), comment: text },
          { line: 40, quote: 'gone', comment: 'x' },
        ],
        done: true,
        apart: true,
      },
      essay: { items: ['clear'], comment: text },
    },
    replies: [{ question: 'mean', why: text, reply: text }, { reply: 'to whatever you asked' }],
  });

  it('are the same when they are read again', async () => {
    const { refused, before, after } = await roundTrip({
      'student-000': said('=1+1 in a cell\n\n  indented, "quoted"; \'single\'\ttab'),
      'student-001': said("'=not a formula"),
    });
    expect(refused).to.deep.equal([]);
    expect(after).to.deep.equal(before);
  });

  it('are the same whatever people write, and are no formula', async () => {
    for (const text of HOSTILE.map((hostile) => hostile.slice(0, 2000).replace(/\p{Surrogate}/gu, '?'))) {
      const { table, before, after } = await roundTrip({ 'student-000': said(text) });
      expect(after, text).to.deep.equal(before);
      const cells = parseCsv(table, 'table.csv').rows.flatMap((row) => row.cells);
      expect(cells.filter((cell) => /^\s*[=+@\t\r]/.test(cell))).to.deep.equal([]);
    }
  });
});

function unsigned(review: ReviewSpec): unknown {
  return JSON.parse(
    JSON.stringify(review, (key, value: unknown) => (['by', 'at'].includes(key) ? undefined : value)),
  );
}
