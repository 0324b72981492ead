import { expect } from 'chai';
import fs from 'node:fs';
import { parse } from 'csv-parse/sync';
import { gradebooksOf } from '../../term/gradebooks';
import { temporaryFolder } from '../class/support';
import { bookOf, row, termYaml, writeClasses } from './support';

describe("a term's files for gradebooks", () => {
  const read = async (a: ReturnType<typeof row>[], b: ReturnType<typeof row>[], more = '') => {
    const root = writeClasses(temporaryFolder(), { a, b });
    const { files, split } = gradebooksOf(
      await bookOf(termYaml(root, ['a, canvasColumn: "A (1)"', 'b'], more)),
    );
    const tables = [...files].map(([name, { text }]) => [
      name,
      text === null ? null : (parse(text) as string[][]),
    ]);
    return { tables: Object.fromEntries(tables) as Record<string, string[][] | null>, split, files };
  };
  const excused = row('cy', 0, { review: { excused: true } });
  const fault = row('dee', null, { row: { outcome: 'grader-fault', origin: 'dee' } });

  it('have a column for each assignment, and for Moodle feedback and the total', async () => {
    const { tables, split } = await read([row('ana', 10)], [row('ana', 5)]);
    expect(tables).to.deep.equal({
      'canvas.csv': [
        ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'A (1)', 'The b'],
        ['    Points Possible', '', '', '', '', '10', '10'],
        ['Ana Reis', 'c-ana', '', '', '', '10', '5'],
      ],
      'moodle.csv': [
        ['Email address', 'The a', 'The a feedback', 'The b', 'The b feedback', 'The term'],
        ['ana@x.edu', '10', 'Addition: 4/4; Sorting: 6/6', '5', 'Addition: 4/4; Sorting: 1/6', '75'],
      ],
    });
    expect(split).to.deep.equal([]);
  });

  it('never have a blank that would clear a grade: who lacks one is in files of one column', async () => {
    const people = [row('ana', 10), row('bo', 8), row('cy', 6), row('dee', 4)];
    const { tables, split } = await read(people, [row('ana', 5), row('bo', null), excused, fault]);
    const cells = Object.entries(tables)
      .filter(([name]) => name !== 'moodle-a.csv')
      .map(([name, lines]) => [name, ...lines!.map((line) => line.at(-1))]);
    expect(cells).to.deep.equal([
      ['canvas.csv', 'The b', '10', '5', 'EX'],
      ['canvas-a.csv', 'A (1)', '10', '8', '4'],
      ['moodle.csv', 'The term', '75'],
      ['moodle-total.csv', 'The term', '40', '60'],
    ]);
    expect(tables['moodle-a.csv']!.map(([who, points]) => [who, points])).to.deep.equal([
      ['Email address', 'The a'],
      ['bo@x.edu', '8'],
      ['cy@x.edu', '6'],
      ['dee@x.edu', '4'],
    ]);
    for (const lines of Object.values(tables))
      expect(lines!.slice(2).flatMap((line) => line.slice(5))).not.to.include('');
    expect(split).to.deep.equal([
      { file: 'canvas.csv', students: 2, others: ['canvas-a.csv'] },
      { file: 'moodle.csv', students: 3, others: ['moodle-a.csv', 'moodle-total.csv'] },
    ]);
  });

  it('give what was graded, whatever a drop rule takes', async () => {
    const root = writeClasses(temporaryFolder(), { a: [row('ana', 10)], b: [row('ana', 5)] });
    const file = termYaml(root, ['a', 'b']);
    fs.writeFileSync(
      file,
      fs.readFileSync(file, 'utf8').replace('weight: 100', 'weight: 100\n    dropLowest: 1'),
    );
    const { files } = gradebooksOf(await bookOf(file));
    expect(files.get('canvas.csv')!.text).to.match(/,10,5$/m);
    expect(files.get('moodle.csv')!.text).to.match(/,100$/m);
  });

  it('keep what students write text, for readers of HTML and for spreadsheets', async () => {
    const review = { questions: { add: { points: 0, comment: 'i<n && "x"' } }, comment: '=1+1' };
    const { tables } = await read([row('ana', 10, { review })], [row('ana', 5)]);
    expect(tables['moodle.csv']![1]![2]).to.contain('i&lt;n &amp;&amp; "x"').and.not.to.match(/^[=+]/);
    const odd = row('bo', 3, { student: { id: 'bo', name: '=cmd()', canvasId: '=7' } });
    const { tables: safe } = await read([odd], [odd]);
    expect(safe['canvas.csv']![2]!.slice(0, 2)).to.deep.equal(["'=cmd()", '=7']);
  });

  it('name whom a platform cannot find', async () => {
    const stranger = (points: number) =>
      row('zoe', points, { student: { id: 'zoe', email: '', canvasId: '' } });
    const { files } = await read([row('ana', 10), stranger(2)], [row('ana', 5), stranger(2)]);
    expect(files.get('canvas.csv')!.leftOut).to.deep.equal([
      { id: 'zoe', reason: 'the roster has no Canvas ID, SIS ID or login' },
    ]);
    expect(files.get('moodle.csv')!.leftOut.map(({ id }) => id)).to.deep.equal(['zoe']);
  });
});
