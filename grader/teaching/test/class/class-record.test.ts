import { expect } from 'chai';
import { classRecord, readClassRecord, readRecordedReport } from '../../class/class-record';
import { UsageError } from '@boletim/grader/errors';
import { expectGolden } from '../../../test/reporters/golden';
import { reportOf, rowOf, temporaryFolder, writeTree } from './support';
import { classFileErrors } from './class-schema';

describe('class.json', () => {
  const assignment = { id: 'sums', title: 'Sums', version: '1.0.0' };
  const problem = { code: 'corrupt' as const, message: 'it is no zip' };
  const fault = { code: 'grader-fault' as const, message: 'no space left' };
  const rows = [
    rowOf({
      student: { id: 'ana', name: 'Ana' },
      report: reportOf({ add: 4, sort: 3 }),
      review: { questions: { add: { points: -1, comment: 'see me' } }, exempt: ['sort'], comment: 'nearly' },
      lateHours: 30,
    }),
    rowOf({ student: { id: 'bo' }, row: { outcome: 'not-gradable', origin: 'bo.zip', problem } }),
    rowOf({ student: { id: 'cy' }, review: { excused: true } }),
    rowOf({ student: { id: 'dee' }, row: { outcome: 'grader-fault', problem: fault, notes: ['a link'] } }),
  ];
  const text = `${JSON.stringify(classRecord(rows, { assignment, lang: 'en', released: false }), null, 2)}\n`;

  it('is the golden file', () => expectGolden('class.json', text));

  it('is what its published schema says, for every outcome', () => {
    expect(classFileErrors(text)).to.deep.equal([]);
  });

  it('reads back as it was written', () => {
    const folder = writeTree(temporaryFolder(), { 'class.json': text });
    expect(readClassRecord(folder)).to.deep.equal(JSON.parse(text));
  });

  it('asks for another run when it or a report beside it is damaged', () => {
    const folder = writeTree(temporaryFolder(), { 'class.json': '{"schema":', 'instructor/ana.json': '{' });
    const [row] = JSON.parse(text).rows;
    expect(() => readClassRecord(folder)).to.throw(
      UsageError,
      /class\.json is damaged .*; run boletim class/,
    );
    expect(() => readRecordedReport(folder, row)).to.throw(UsageError, /ana\.json is damaged/);
  });

  const wrong: [what: string, change: (record: ReturnType<typeof classRecord>) => unknown][] = [
    ['another version', (record) => Object.assign(record, { schema: 'boletim/class/v2' })],
    ['an unknown outcome', (record) => Object.assign(record.rows[0]!, { outcome: 'lost' })],
    ['an unknown problem', (record) => Object.assign(record.rows[1]!.problem!, { code: 'odd' })],
    ['a score that is text', (record) => Object.assign(record.rows[0]!.grade, { score: '7' })],
    ['a row without a slug', (record) => Reflect.deleteProperty(record.rows[0]!, 'slug')],
  ];
  for (const [what, change] of wrong) {
    it(`is refused with ${what}, by the schema and by whoever reads it`, () => {
      const record = JSON.parse(text);
      change(record);
      const folder = writeTree(temporaryFolder(), { 'class.json': JSON.stringify(record) });
      expect(classFileErrors(JSON.stringify(record))).not.to.deep.equal([]);
      expect(() => readClassRecord(folder)).to.throw(/was not written by boletim class/);
    });
  }
});
