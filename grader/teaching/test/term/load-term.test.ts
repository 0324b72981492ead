import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder, writeTree } from '../class/support';
import { bookOf, row, termYaml, writeClasses } from './support';

describe('the classes of a term', () => {
  const ana = row('ana', 5);
  const nothing = row('ana', 5);
  nothing.grade.maxScore = 0;

  const refused: [string, (root: string) => void, RegExp][] = [
    [
      'one that was never graded',
      () => undefined,
      /b has no class\.json; give the output folder of boletim class/,
    ],
    [
      'one that is being graded',
      (root) => write(root, { 'b/.running': '{}' }),
      /A run writes into .*b, or was killed there/,
    ],
    [
      'one whose last run was stopped',
      (root) => write(root, { 'b/.previous.pending/class.json': '' }),
      /The last run into .*b was stopped before its end/,
    ],
    ['one out of 0 points', (root) => writeClasses(root, { b: [nothing] }), /b is out of 0 points/],
    ['one of nobody', (root) => writeClasses(root, { b: [] }), /b has nobody in it/],
    [
      'two with one id',
      (root) => write(root, { 'b/class.json': JSON.stringify(record('a')) }),
      /"a" and "b" are both called a; keep one, or give one of them another id/,
    ],
    [
      'one that is still anonymous',
      (root) =>
        writeClasses(root, {
          b: [row('anon_x7YpQ', 5, { student: { id: 'anon_x7YpQ', anonymousId: 'anon_x7YpQ' } })],
        }),
      /b has anonymous submissions: 1 \(anon_x7YpQ\); say in term\.yaml whose they are, with "names"/,
    ],
  ];
  for (const [name, prepare, message] of refused) {
    it(`are refused: ${name}`, async () => {
      const root = writeClasses(temporaryFolder(), { a: [ana] });
      if (name !== 'one that was never graded') writeClasses(root, { b: [ana] });
      prepare(root);
      const error = await bookOf(termYaml(root, ['a', 'b'])).catch((thrown: Error) => thrown);
      expect(error).to.have.property('name', 'UsageError');
      expect((error as Error).message).to.match(message);
    });
  }

  it('may be two of one assignment under two ids', async () => {
    const root = writeClasses(temporaryFolder(), { a: [ana] });
    const { term } = await bookOf(termYaml(root, ['a', 'a, id: again']));
    expect(term.assignments.map(({ id }) => id)).to.deep.equal(['a', 'again']);
  });

  function write(root: string, files: Record<string, string>): void {
    writeTree(root, files);
  }

  function record(id: string): object {
    const root = writeClasses(temporaryFolder(), { [id]: [ana] });
    return JSON.parse(fs.readFileSync(path.join(root, id, 'class.json'), 'utf8')) as object;
  }
});
