import { expect } from 'chai';
import { findLayout } from '../../../class/submissions/layout';

describe('the layout of a submission', () => {
  const files = ['src/add.ts', 'src/sort.ts'];
  const find = (paths: string[]) => findLayout({ paths, files, assignment: 'sums' });

  const understood: [string, string[], string[]][] = [
    ['at the root', ['src/add.ts', 'src/sort.ts'], ['src/add.ts', 'src/sort.ts']],
    ['below a folder', ['lab/src/add.ts', 'lab/README.md'], ['lab/src/add.ts']],
    [
      'a whole release',
      ['r/assignments/sums/src/add.ts', 'r/assignments/other/lab.ts'],
      ['r/assignments/sums/src/add.ts'],
    ],
    [
      'the copy with more files',
      ['a/src/add.ts', 'b/c/src/add.ts', 'b/c/src/sort.ts'],
      ['b/c/src/add.ts', 'b/c/src/sort.ts'],
    ],
    ['the copy named like the assignment', ['x/src/add.ts', 'y/sums/src/add.ts'], ['y/sums/src/add.ts']],
    ['the shallowest copy', ['src/add.ts', 'old/src/add.ts'], ['src/add.ts']],
    ['bare files', ['add.ts', 'sort.ts'], ['add.ts', 'sort.ts']],
    ['bare files in a folder', ['Ana Lima/add.ts'], ['Ana Lima/add.ts']],
  ];
  for (const [name, paths, found] of understood) {
    it(`is understood: ${name}`, () => {
      expect([...find(paths).found.values()]).to.deep.equal(found);
    });
  }

  it('is mentioned when the files lost their folder', () => {
    expect(find(['add.ts']).note).to.match(/without their folder: add.ts/);
  });

  const refused: [string, string[], string, RegExp][] = [
    ['nothing in it', [], 'empty', /no file/],
    [
      'something else',
      ['essay.pdf'],
      'wrong-layout',
      /none of src\/add.ts, src\/sort.ts is in it; it holds essay.pdf/,
    ],
    ['two equal copies', ['a/src/add.ts', 'b/src/add.ts'], 'wrong-layout', /two copies.*"a\/" and "b\/"/],
    ['a name that only ends alike', ['src/notadd.ts'], 'wrong-layout', /none of/],
  ];
  for (const [name, paths, code, message] of refused) {
    it(`is refused: ${name}`, () => {
      expect(() => find(paths))
        .to.throw(message)
        .with.property('code', code);
    });
  }
});
