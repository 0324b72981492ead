import { expect } from 'chai';
import path from 'node:path';
import { writeClass, writeStudent } from '../../class/class-output';
import { compareClasses, comparisonText } from '../../class/compare';
import type { ClassRow } from '../../class/class-row';
import { reportOf, rowOf, temporaryFolder } from './support';

describe('comparing two class runs', () => {
  const root = temporaryFolder();
  let count = 0;
  const write = async (rows: ClassRow[], id = 'sums') => {
    const out = path.join(root, String(count++));
    for (const row of rows) await writeStudent(row, { out, lang: 'en', released: false });
    await writeClass(rows, {
      out,
      lang: 'en',
      released: false,
      assignment: { id, title: 'Sums', version: '1.0.0' },
    });
    return out;
  };
  const compare = async (before: ClassRow[], after: ClassRow[]) =>
    compareClasses(await write(before), await write(after));
  const ana = (add: number, fields: Parameters<typeof reportOf>[1] = {}) =>
    rowOf({ student: { id: 'ana' }, report: reportOf({ add, sort: 3 }, fields) });
  const digest = { name: 'ana', digest: 'c'.repeat(64), missing: [], ignored: [] };

  it('finds nothing to say about equal runs', async () => {
    const comparison = await compare([ana(4)], [ana(4)]);
    expect(comparison).to.deep.equal({ moves: [], unmoved: 1, sharedInputs: [] });
  });

  it('says by how much, because of which test, and which input changed', async () => {
    const bo = rowOf({ student: { id: 'bo' }, report: reportOf({ add: 4, sort: 3 }) });
    const { moves } = await compare([ana(0), bo], [ana(4, { submission: digest }), bo]);
    expect(moves).to.deep.equal([
      {
        id: 'ana',
        name: '',
        before: 3,
        after: 7,
        causes: ['add/add-works: failed → passed  +4'],
        inputs: ['submission'],
      },
    ]);
  });

  it('says once what changed for everybody', async () => {
    const assignment = { id: 'sums', title: 'Sums', version: '1.0.1', digest: 'd'.repeat(64) };
    const comparison = await compare([ana(0)], [ana(4, { assignment })]);
    expect(comparison.sharedInputs).to.deep.equal(['assignment']);
    expect(comparisonText(comparison)).to.equal(
      'Changed for everybody: assignment.\nana  3 → 7  +4\n    add/add-works: failed → passed  +4\n1 moved, 0 did not.\n',
    );
  });

  it('names what a person changed: review, lateness, exemption', async () => {
    const report = reportOf({ add: 4, sort: 3 });
    const review = { questions: { sort: { points: 1, comment: 'x' } }, lateHours: 1 };
    const { moves } = await compare(
      [rowOf({ student: { id: 'ana' }, report })],
      [rowOf({ student: { id: 'ana' }, report, review })],
    );
    expect(moves[0]).to.deep.include({ before: 7, after: 7.2 });
    expect(moves[0]?.causes).to.deep.equal(['sort: review  +1', 'lateness: 0 → 1 hours  −0.8']);
  });

  it('names who came, went or can no longer be graded', async () => {
    const problem = { code: 'corrupt' as const, message: 'it is no zip' };
    const broken = rowOf({ student: { id: 'bo' }, row: { outcome: 'not-gradable', problem } });
    const bo = rowOf({ student: { id: 'bo' }, report: reportOf({ add: 4, sort: 0 }) });
    const { moves } = await compare(
      [ana(4), bo],
      [broken, rowOf({ student: { id: 'cy' }, report: reportOf({ add: 1, sort: 0 }) })],
    );
    expect(Object.fromEntries(moves.map(({ id, causes }) => [id, causes]))).to.deep.equal({
      ana: ['is no longer there'],
      bo: ['graded → not-gradable (it is no zip)'],
      cy: ['is new'],
    });
  });

  it('puts who moves most first', async () => {
    const rows = (points: number[]) =>
      points.map((add, at) => rowOf({ student: { id: `s${at}` }, report: reportOf({ add, sort: 0 }) }));
    const { moves } = await compare(rows([0, 4, 2]), rows([1, 0, 4]));
    expect(moves.map(({ id }) => id)).to.deep.equal(['s1', 's2', 's0']);
  });

  it('refuses runs of two assignments', async () => {
    const [sums, other] = [await write([ana(4)]), await write([ana(4)], 'other')];
    expect(() => compareClasses(sums, other)).to.throw(/is about sums, .* about other; compare runs of one/);
  });

  it('refuses a folder that holds no class', () => {
    expect(() => compareClasses(root, root)).to.throw(
      /has no class\.json; give the output folder of boletim class/,
    );
  });
});
