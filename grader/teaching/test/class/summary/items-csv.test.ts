import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { itemAnalyses } from '../../../class/summary';
import { itemsCsv } from '../../../class/summary/items-csv';
import { reportOf, rowOf, testOf } from '../support';

describe('items.csv', () => {
  const points = [
    { add: 4, sort: 0 },
    { add: 4, sort: 6 },
    { add: 0, sort: 6 },
    { add: 4, sort: 3 },
  ];
  const rows = points.map((earned, at) => rowOf({ student: { id: `s${at}` }, report: reportOf(earned) }));
  const read = (about = rows) =>
    parse(itemsCsv(itemAnalyses(about)), { bom: true, columns: true }) as Record<string, string>[];

  it('has a line for each test and question, and one for all of them', () => {
    expect(read().map(({ kind, question, test }) => [kind, question, test])).to.deep.equal([
      ['test', 'add', 'add-works'],
      ['test', 'sort', 'sort-works'],
      ['all tests', '', ''],
      ['question', 'add', ''],
      ['question', 'sort', ''],
      ['all questions', '', ''],
    ]);
  });

  it('has numbers that are not rounded, and nothing where there is none', () => {
    const [add, , all] = read();
    // numpy.corrcoef([4, 4, 0, 4], [0, 6, 6, 3]) and Cronbach's formula, in Python.
    expect(Number(add!.difficulty)).to.equal(0.75);
    expect(Number(add!.discrimination)).to.be.closeTo(-0.5222329678670935, 1e-12);
    expect(add!['alpha if deleted']).to.equal('');
    expect(Number(all!.alpha)).to.be.closeTo(-1.92, 1e-12);
  });

  it('says nothing of a question that waits for a person', () => {
    const waiting = rows.map((row) => {
      const questions = row.grade.questions.map((one) => ({ ...one, waiting: one.id === 'sort', points: 0 }));
      return { ...row, grade: { ...row.grade, questions } };
    });
    const asked = read(waiting).filter(({ kind }) => kind === 'question');
    expect(asked.map(({ question }) => question)).to.deep.equal(['add']);
  });

  it('counts a group once, and nobody who is excused, exempt or without a report', () => {
    const group = rows.map((row) => ({ ...row, origin: 'group.zip' }));
    const review = { questions: {}, exempt: [] as string[], excused: false };
    const others = [
      rowOf({
        student: { id: 'x' },
        report: reportOf({ add: 4, sort: 6 }),
        review: { ...review, excused: true },
      }),
      rowOf({
        student: { id: 'y' },
        report: reportOf({ add: 4, sort: 6 }),
        review: { ...review, exempt: ['add'] },
      }),
      rowOf({ student: { id: 'z' } }),
    ];
    const counts = (about: typeof rows) => read(about).map(({ submissions }) => Number(submissions));
    expect(counts(group)).to.deep.equal([1, 1, 1, 1, 1, 1]);
    expect(counts([...rows, ...others])).to.deep.equal([6, 6, 6, 4, 4, 4]);
  });

  it('compares submissions with the same tests only: those that most have', () => {
    const odd = reportOf({ add: 4, sort: 6 });
    odd.questions[0]!.tests.push(testOf({ id: 'extra' }));
    const about = [rowOf({ student: { id: 'odd' }, report: odd }), ...rows];
    expect(read(about).filter(({ test }) => test === 'extra')).to.deep.equal([]);
    expect(read(about)[0]!.submissions).to.equal('4');
  });

  it('has no formula in it that a spreadsheet would run', () => {
    const report = reportOf({ add: 4, sort: 0 });
    report.questions[0]!.tests[0]!.title = '=1+1';
    expect(read([rowOf({ student: { id: 'a' }, report })])[0]!.title).to.equal("'=1+1");
  });

  it('is about nobody without complaint', () => {
    expect(read([]).map(({ kind, submissions }) => [kind, submissions])).to.deep.equal([
      ['all tests', '0'],
      ['all questions', '0'],
    ]);
  });
});
