import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../../errors';
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
    const [first, second] = term.assignments.map(({ title }) => title);
    expect(second).to.equal(first!.replace(/: a$/, ': again'));
    expect(first).to.match(/.: a$/);
  });

  for (const [field, classes] of [
    ['title', ['a, title: Lab', 'b, title: Lab']],
    ['canvasColumn', ['a, canvasColumn: "Lab (1)"', 'b, canvasColumn: "Lab (1)"']],
    ['canvasColumn', ['a, title: Lab', 'b, canvasColumn: Lab']],
  ] as const) {
    it(`are refused where a gradebook would take two for one: ${classes.join(' | ')}`, async () => {
      const root = writeClasses(temporaryFolder(), { a: [ana], b: [ana] });
      const error = await bookOf(termYaml(root, [...classes])).catch((thrown: Error) => thrown);
      expect(error).to.have.property('name', 'UsageError');
      expect((error as Error).message).to.match(
        new RegExp(`^a and b would be one column "Lab.*" in a gradebook; give one of them another ${field}`),
      );
    });
  }

  function write(root: string, files: Record<string, string>): void {
    writeTree(root, files);
  }

  function record(id: string): object {
    const root = writeClasses(temporaryFolder(), { [id]: [ana] });
    return JSON.parse(fs.readFileSync(path.join(root, id, 'class.json'), 'utf8')) as object;
  }

  it("are none where there is no term.yaml, which is nobody's mistake in a file", async () => {
    const error = await bookOf(path.join(temporaryFolder(), 'term.yaml')).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(UsageError);
    expect(String(error)).to.match(/There is no .*term\.yaml; write one .* or name another/);
  });
});
