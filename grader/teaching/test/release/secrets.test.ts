import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { sketchOf } from '@boletim/grader/suites';
import { COURSE } from '@boletim/grader/system';
import { findSecrets } from '../../release/secrets';
import { temporaryFolder, writeTree } from '../class/support';

const SEEN = { form: '0123456789abcdef', sketches: [[3, 1, -2, 0.5]] };
const RIGHT = [0.25, 7, -3, 2.5, 1];

/** A file of records with one mistake. */
function records(changes: object): string {
  const text = (words: string) => ({ en: words, 'pt-BR': words });
  const mistake = { id: 'm', question: 'add', says: text('One too many.'), look: text('Where?'), tests: {} };
  return JSON.stringify({ schema: 'boletim/mistakes/v1', mistakes: [{ ...mistake, ...changes }] });
}

describe('secrets in a release', () => {
  const CANARY = 'quetzal-7f3a9c51d2';
  const SOLUTION =
    '/** Adds. */\nexport function add(first: number, second: number) {\n  return first + second; // right\n}\n';
  const course = writeTree(path.join(temporaryFolder(), 'course'), {
    'solutions/sums/src/add.ts': SOLUTION,
    'solutions/sums/suites/add.suite.ts': `// canary: ${CANARY}\n`,
    'solutions/sums/suites/expected/sum.json': '{"sum": 12345.678, "of": 3}',
    'solutions/sums/suites/expected/tensor.json': JSON.stringify({
      t: { dtype: 'float32', shape: [5], data: RIGHT },
    }),
    'solutions/sums/suites/mistakes.json': records({ tests: { hidden: SEEN } }),
    'solutions/sums/suites/expected/secret.json': `{"note": "canary: heron-0b6d44e8aa10"}`,
  });
  const find = (files: Record<string, string>) =>
    findSecrets(course, new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text)])));

  it('are none in stubs', () => {
    expect(find({ 'assignments/sums/src/add.ts': "throw new Error('NotImplemented');" })).to.deep.equal([]);
  });

  const leaks: [string, string, string, RegExp][] = [
    [
      'a solution in place of its stub',
      'assignments/sums/src/add.ts',
      SOLUTION,
      /is the same as solutions\/sums\/src\/add\.ts; put the stub back/,
    ],
    [
      'a solution with other comments and spaces',
      'assignments/sums/src/add.ts',
      SOLUTION.replace(/\/\/ right/, '// TODO').replace(/ {2}/g, '\t'),
      /is the same as/,
    ],
    ['a canary of a hidden suite', 'grader/run/x.ts', `const x = '${CANARY}';`, /holds the canary quetzal/],
    [
      'a canary of a hidden fixture, in binary',
      'fixtures/sums/inputs/a.bin',
      `\u0000\u00ffheron-0b6d44e8aa10`,
      /holds the canary heron/,
    ],
    [
      'a hidden fixture under another name',
      'fixtures/sums/expected/x.json',
      '{"sum": 12345.678, "of": 3}',
      /is the same as solutions\/sums\/suites\/expected\/sum\.json$/,
    ],
    ['a path of solutions', 'solutions/sums/README.md', '', /only for teachers/],
    ['a mutant', 'assignments/sums/mutants/a/add.ts', 'x', /only for teachers/],
    ['hidden.yaml', 'assignments/sums/hidden.yaml', '', /only for teachers/],
  ];
  for (const [name, file, text, message] of leaks) {
    it(`are found: ${name}`, () => expect(find({ [file]: text }).join('\n')).to.match(message));
  }

  const planted: [what: string, mistake: object, message: RegExp][] = [
    [
      'the right answer of a hidden test, though only sketched',
      { tests: { two: { ...SEEN, sketches: [[1, 0, 0, 1], sketchOf(RIGHT)] } } },
      /m tells of two what the hidden tensor\.json expects/,
    ],
    [
      'one right number',
      { tests: { two: { ...SEEN, sketches: [[12345.678, 12345.678]] } } },
      /what the hidden sum\.json expects/,
    ],
    ['what a hidden test saw', { tests: { hidden: SEEN } }, /it tells what the hidden test add\/hidden saw/],
    [
      'an answer instead of its digest',
      { tests: { two: { ...SEEN, form: 'number 42' } } },
      /holds more than/,
    ],
    [
      'a list instead of its sketch',
      { tests: { two: { ...SEEN, sketches: [[1, 2, 3, 4, 5]] } } },
      /holds more than sketches and digests/,
    ],
    ['more than records have', { answer: 42 }, /holds more than sketches and digests/],
    [
      'a line of the solution',
      { look: { en: 'Write return first + second;', 'pt-BR': 'x' } },
      /m gives away a line of the solution: returnfirst\+second/,
    ],
  ];
  for (const [what, mistake, message] of planted) {
    it(`are found in records of mistakes: ${what}`, () => {
      expect(find({ 'assignments/sums/mistakes.json': records(mistake) }).join('\n')).to.match(message);
    });
  }

  it('are none in records of wrong answers', () => {
    const wrong = { tests: { two: SEEN, three: { form: SEEN.form, sketches: [] } } };
    expect(find({ 'assignments/sums/mistakes.json': records(wrong) })).to.deep.equal([]);
  });

  it('are none in the records of this repository', () => {
    const file = 'assignments/cnn/mistakes.json';
    const files = new Map([[file, fs.readFileSync(path.join(COURSE, file))]]);
    expect(findSecrets(COURSE, files)).to.deep.equal([]);
  });
});
