import { expect } from 'chai';
import path from 'node:path';
import { findSecrets } from '../../release/secrets';
import { temporaryFolder, writeTree } from '../class/support';

describe('secrets in a release', () => {
  const CANARY = 'quetzal-7f3a9c51d2';
  const SOLUTION = '/** Adds. */\nexport function add(a: number, b: number) {\n  return a + b; // right\n}\n';
  const course = writeTree(path.join(temporaryFolder(), 'course'), {
    'solutions/sums/src/add.ts': SOLUTION,
    'solutions/sums/suites/add.suite.ts': `// canary: ${CANARY}\n`,
    'solutions/sums/suites/expected/sum.json': '{"sum": 12345.678, "of": 3}',
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
});
