import { expect } from 'chai';
import type { ClassRow } from '../../class/class-row';
import { temporaryFolder } from '../class/support';
import { bookOf, row, termYaml, writeClasses } from './support';

/** ana has 10 of 10 in `a`; what `b` holds of her decides the total. */
describe('what an assignment counts', () => {
  const fault = { code: 'grader-fault' as const, message: 'no space left' };
  const corrupt = { code: 'corrupt' as const, message: 'it is no zip' };
  const unread = { outcome: 'not-gradable' as const, problem: corrupt, origin: 'ana.zip' };
  const doubts = ['perhaps handed in x_88.zip: 88 is Bo'];
  const LATE = row('ana', 10, { lateHours: 25 });
  const cutoff = row('ana', 10);
  cutoff.grade.afterCutoff = 'too late';

  const cases: [string, ClassRow | null, string, number | null, string][] = [
    ['its points', row('ana', 5), '', 75, ''],
    ['points after lateness, which is not taken off again', LATE, '', 90, '2 taken off for lateness already'],
    ['0 for nothing', row('ana', null), 'missing: zero', 50, 'not handed in, counts 0'],
    ['nothing for nothing', row('ana', null), 'missing: leave-out', 100, 'not handed in, does not count'],
    ['0 after the cutoff', cutoff, 'missing: zero', 50, 'handed in after the cutoff, counts 0'],
    [
      'nothing after the cutoff',
      cutoff,
      'missing: leave-out',
      100,
      'handed in after the cutoff, does not count',
    ],
    [
      'nothing for an excuse',
      row('ana', 5, { review: { excused: true } }),
      '',
      100,
      'excused, does not count',
    ],
    [
      '0 for what could not be graded, with the reason',
      row('ana', null, { row: unread }),
      '',
      50,
      'could not be graded (it is no zip) and counts 0',
    ],
    [
      'what a review gives for what could not be graded',
      row('ana', null, { row: unread, review: { questions: { add: { points: 4, comment: 'on paper' } } } }),
      '',
      70,
      'could not be graded (it is no zip) and counts 4',
    ],
    [
      'no total after a fault of the grader',
      row('ana', null, { row: { outcome: 'grader-fault', problem: fault, origin: 'ana' } }),
      '',
      null,
      'the grader failed (no space left); run its class again',
    ],
    [
      'no total while points wait',
      row('ana', 5, { row: { withheld: true } }),
      '',
      null,
      'waits for points that a person gives',
    ],
    [
      'no total where something may be hers',
      row('ana', null, { row: { doubts, notes: doubts } }),
      '',
      null,
      `nothing was handed in under this name, but ${doubts[0]}`,
    ],
    [
      'no total where nobody said what it counts',
      null,
      '',
      null,
      'not in this class; say in term.yaml what that counts ("absent"), or excuse the student',
    ],
    ['0 where she is not in the class', null, 'absent: zero', 50, 'not in this class, counts 0'],
    [
      'nothing where she is not in the class',
      null,
      'absent: leave-out',
      100,
      'not in this class, does not count',
    ],
  ];
  for (const [name, second, more, total, note] of cases) {
    it(name, async () => {
      const others = ['bo', 'cy'].map((id) => row(id, 1));
      const root = writeClasses(temporaryFolder(), {
        a: [row('ana', 10), ...others],
        b: [...(second ? [second] : []), ...others],
      });
      const [ana] = (await bookOf(termYaml(root, ['a', 'b'], more))).rows;
      expect([ana!.total, ana!.cellNotes[1]]).to.deep.equal([total, note]);
    });
  }

  it('gives no reason in a language that is not its own', async () => {
    const problem = { code: 'corrupt' as const, message: 'it is no readable zip' };
    const ana = row('ana', 0, { row: { outcome: 'not-gradable', report: null, problem } });
    const bo = row('bo', null, { row: { doubts, notes: doubts } });
    const root = writeClasses(temporaryFolder(), { a: [ana, bo] });
    const notesIn = async (lang: 'en' | 'pt-BR') =>
      (await bookOf(termYaml(root, ['a']), lang)).rows.map(({ cellNotes }) => cellNotes[0]);
    expect(await notesIn('en')).to.deep.equal([
      'could not be graded (it is no readable zip) and counts 0',
      `nothing was handed in under this name, but ${doubts[0]}`,
    ]);
    expect(await notesIn('pt-BR')).to.deep.equal([
      'não pôde ser corrigida (está danificada) e vale 0',
      'nada foi entregue com este nome, mas um trabalho pode ser desta pessoa: veja o resumo da turma',
    ]);
  });

  it('is what term.yaml says of one assignment, before what it says of all', async () => {
    const root = writeClasses(temporaryFolder(), { a: [row('ana', 10)], b: [row('ana', null)] });
    const file = termYaml(root, ['a', 'b, missing: leave-out'], 'missing: zero');
    expect((await bookOf(file)).rows[0]!.total).to.equal(100);
  });

  it('is nothing for whom term.yaml excuses, and an excuse of nobody is refused', async () => {
    const root = writeClasses(temporaryFolder(), { a: [row('ana', 10)], b: [row('ana', 0)] });
    const excused = (id: string) => bookOf(termYaml(root, ['a', `b, excused: [${id}]`]));
    expect((await excused('ana')).rows[0]!.total).to.equal(100);
    const refusal = await excused('zoe').catch((error: Error) => error.message);
    expect(refusal).to.match(/"excused" of b names nobody: zoe/);
  });
});
