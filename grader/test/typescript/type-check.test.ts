import { expect } from 'chai';
import path from 'node:path';
import { ASSIGNMENTS, FIXTURES, SOLUTIONS } from '../../paths';
import { typeCheck } from '../../typescript/type-check';

const folder = path.join(ASSIGNMENTS, 'warmup');
const check = (text: string) =>
  typeCheck({ folder, files: [['src/mean.ts', text]] })['src/mean.ts']!.join('\n');

describe('the type check of a submission', function () {
  this.timeout(60_000);

  it('finds an error and says where', () => {
    expect(check('export const mean: number = "one";')).to.match(/src\/mean.ts:1:14: Type 'string'/);
  });

  it('knows the toolkit and the other files of the submission', () => {
    const text = `import { Linear } from 'boletim/toolkit';\nimport { retry } from './retry';\nexport const mean: string = [Linear, retry];`;
    expect(check(text)).to.contain('typeof Linear').and.not.contain('Cannot find module');
  });

  const secrets = [
    path.join(FIXTURES, 'cnn', 'expected', 'transferred.json'),
    path.join(SOLUTIONS, 'warmup', 'src', 'mean'),
    path.join(ASSIGNMENTS, 'warmup', 'suites', 'mean.suite'),
    '../../../package-lock.json',
    '/etc/passwd',
  ];
  for (const secret of secrets) {
    it(`reads nothing else for an import: ${path.relative(ASSIGNMENTS, secret)}`, () => {
      const text = `import * as secret from '${secret}';\nexport const mean: 1 = secret;`;
      expect(check(text)).to.match(/Cannot find module/);
    });
  }
});
