import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { canvasCsv, gradebookWarnings } from '../../../class/gradebook';
import { classStringsOf } from '../../../class/i18n';
import { reportOf, rowOf } from '../support';

describe('the CSV for Canvas', () => {
  const options = { column: 'Lab 1 (123)', pointsPossible: 10 };
  const ana = rowOf({
    student: { id: 'ana', name: 'Lima, Ana', canvasId: '88' },
    report: reportOf({ add: 4, sort: 3.5 }),
  });
  const bo = rowOf({
    student: { id: 'bo', name: '=1+1', idNumber: '=s2', section: 'B' },
    review: { excused: true },
  });
  const cy = rowOf({ student: { id: 'cy', username: 'cy' } });
  const records = (rows: (typeof ana)[]) => parse(canvasCsv(rows, options).text ?? '') as string[][];

  /** The rules of Canvas' importer, as formats.md 1.5 has them from its source. */
  const readAsCanvas = ([header = [], ...rows]: string[][]) => {
    expect(header[0]).to.match(/Student/);
    expect(header[1]).to.match(/ID/);
    const lastInfo = header.findLastIndex((title) => /Section/.test(title));
    expect(header.slice(2, lastInfo)).to.deep.equal(['SIS User ID', 'SIS Login ID']);
    const id = /^(.*)\s\((\d+)\)$/.exec(header[lastInfo + 1] ?? '')?.[2];
    const points = rows.find(([name]) => /^\s*Points Possible$/.test(name ?? ''))?.[lastInfo + 1];
    const people = rows.filter(([name]) => !/^\s*Points Possible$/.test(name ?? ''));
    return { id, points, grades: people.map((row) => [row[1] || row[2] || row[3], row[lastInfo + 1]]) };
  };

  it('is read by the rules of its importer, and has no blank that would clear a grade', () => {
    const problem = { code: 'grader-fault' as const, message: 'no space left' };
    const dee = rowOf({ student: { id: 'dee', username: 'dee' }, row: { outcome: 'grader-fault', problem } });
    expect(readAsCanvas(records([ana, bo, cy, dee]))).to.deep.equal({
      id: '123',
      points: '10',
      grades: [
        ['88', '7.5'],
        ['=s2', 'EX'],
      ],
    });
  });

  it('keeps identifiers exact and names harmless', () => {
    expect(records([bo])[2]).to.deep.equal(["'=1+1", '', '=s2', '', 'B', 'EX']);
  });

  it('leaves out and names whom Canvas could only find by a name', () => {
    const file = canvasCsv(
      [ana, rowOf({ student: { id: 'dee', name: 'Dee' }, report: reportOf({ add: 1, sort: 0 }) })],
      options,
    );
    expect(file.text).not.to.match(/Dee/);
    expect(gradebookWarnings('canvas.csv', file, classStringsOf('en'))).to.deep.equal([
      'canvas.csv: left out, the roster has no Canvas ID, SIS ID or login: dee',
    ]);
  });
});
