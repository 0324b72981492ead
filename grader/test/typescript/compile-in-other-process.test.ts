import { expect } from 'chai';
import path from 'node:path';
import { ASSIGNMENTS } from '../../system/paths';
import { compileInOtherProcess } from '../../typescript/compile-in-other-process';
import { HUNGRY_FILE } from '../support/hungry-file';

const folder = path.join(ASSIGNMENTS, 'warmup');
const compile = (text: string, seconds = 10) =>
  compileInOtherProcess(
    [
      { file: 'src/mean.ts', text, folder },
      { file: 'src/retry.ts', text: 'export const x: number = 1;', folder },
    ],
    { seconds },
  );

describe('compiling a submission', function () {
  this.timeout(60_000);

  it('gives JavaScript', async () => {
    const results = await compile('export function mean(values: number[]): number { return 0; }');
    expect(results.get('src/mean.ts')).to.have.property('code').that.contains('function mean(values)');
  });

  it('gives a syntax error with its place', async () => {
    const results = await compile('export function mean( {');
    expect(results.get('src/mean.ts'))
      .to.have.property('problem')
      .that.matches(/syntax error\nsrc\/mean.ts:1:/);
  });

  const hostile: [what: string, text: string, problem: RegExp, seconds: number][] = [
    [
      'keeps the parser busy for years',
      `export const x = ${'async(a='.repeat(60)}0${')'.repeat(60)};`,
      /within 2 s/,
      2,
    ],
    [
      'nests until the stack ends',
      `export const x = ${'('.repeat(50_000)}0${')'.repeat(50_000)};`,
      /cannot be compiled/,
      10,
    ],
    [
      'needs more memory than there is',
      HUNGRY_FILE,
      /^src\/mean\.ts cannot be compiled: .* \(the compiler ran out of memory on it\)$/,
      30,
    ],
  ];
  for (const [name, text, problem, seconds] of hostile) {
    it(`survives a file that ${name}, and goes on with the next`, async () => {
      const results = await compile(text, seconds);
      expect(results.get('src/mean.ts')).to.have.property('problem').that.matches(problem);
      expect(results.get('src/retry.ts')).to.have.property('code');
    });
  }
});
