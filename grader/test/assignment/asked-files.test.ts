import { expect } from 'chai';
import { askedFiles } from '../../assignment/asked-files';

describe('what students are asked to hand in', () => {
  const cases: [name: string, spec: Parameters<typeof askedFiles>[0], expected: string[]][] = [
    ['files alone', { files: ['a.ts', 'b.ts'] }, ['a.ts', 'b.ts']],
    ['files and a declaration', { files: ['a.ts'], declaration: 'd.yaml' }, ['a.ts', 'd.yaml']],
    ['a declaration that is among the files', { files: ['d.yaml'], declaration: 'd.yaml' }, ['d.yaml']],
  ];
  for (const [name, spec, expected] of cases)
    it(`is each file once: ${name}`, () => expect(askedFiles(spec)).to.deep.equal(expected));
});
