import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { moodleImportCsv } from '../../../class/gradebook';
import { reportOf, rowOf } from '../support';

describe("the CSV for Moodle's gradebook import", () => {
  const report = reportOf({ add: 4, sort: 3 });
  const ana = rowOf({ student: { id: 'ana', email: '+ana@x.edu', idNumber: '1' }, report });
  const bo = rowOf({ student: { id: 'bo', idNumber: '2' }, report });
  const records = (rows: (typeof ana)[]) =>
    parse(moodleImportCsv(rows, { gradeTitle: 'Lab 1', lang: 'en' }).text ?? '') as string[][];

  it('identifies by the column that most students have', () => {
    expect(records([ana, bo]).map((row) => row.slice(0, 2))).to.deep.equal([
      ['ID number', 'Lab 1'],
      ['1', '7'],
      ['2', '7'],
    ]);
  });

  it('keeps the identity exact, which Moodle compares, also where a spreadsheet would see a formula', () => {
    expect(records([ana])[1]?.[0]).to.equal('+ana@x.edu');
  });

  it('names whom it leaves out, because an unknown person would abort the import', () => {
    const cy = rowOf({ student: { id: 'cy', username: 'cy' }, report });
    expect(moodleImportCsv([bo, ana, cy], { gradeTitle: 'Lab 1', lang: 'en' }).leftOut).to.deep.equal([
      { id: 'cy', reason: 'the roster has no "ID number"' },
    ]);
  });

  it('has no row without a score: an empty grade would still overwrite feedback', () => {
    const excused = rowOf({ student: { id: 'dee', email: 'd@x.edu' }, report, review: { excused: true } });
    const nothing = rowOf({ student: { id: 'eve', email: 'e@x.edu' } });
    expect(records([ana, excused, nothing])).to.have.length(2);
    expect(moodleImportCsv([excused, nothing], { gradeTitle: 'Lab 1', lang: 'en' }).text).to.equal(null);
  });

  it("tells the student points, review and lateness, and cannot run a reviewer's formula", () => {
    const review = {
      comment: '=HYPERLINK("http://x")',
      questions: { sort: { points: 1, comment: 'nearly' } },
      lateHours: 2,
    };
    const feedback = records([rowOf({ student: { id: 'ana', email: 'a@x.edu' }, report, review })])[1]?.[2];
    expect(feedback).to.equal(
      'Addition: 4/4; Sorting: 4/6 (nearly); 1 day late: -10 %; =HYPERLINK("http://x")',
    );
  });
});
