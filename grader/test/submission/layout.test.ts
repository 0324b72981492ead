import { expect } from 'chai';
import { findLayout } from '../../submission/layout';

describe('the layout of a submission', () => {
  const files = ['src/add.ts', 'src/sort.ts', 'declaration.yaml'];
  const find = (paths: string[]) =>
    findLayout({ paths, files, declaration: 'declaration.yaml', assignment: 'sums' });

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
      ['a/src/add.ts', 'b/src/add.ts', 'b/src/sort.ts'],
      ['b/src/add.ts', 'b/src/sort.ts'],
    ],
    ['the copy named like the assignment', ['x/src/add.ts', 'sums/src/add.ts'], ['sums/src/add.ts']],
    [
      'the copy beside a whole release',
      ['src/add.ts', 'assignments/sums/src/add.ts', 'assignments/sums/src/sort.ts'],
      ['src/add.ts'],
    ],
    [
      'the copy that lacks the declaration of an older one',
      ['src/add.ts', 'old/src/add.ts', 'old/declaration.yaml'],
      ['src/add.ts'],
    ],
    ['the copy below a lone declaration', ['declaration.yaml', 'lab/src/add.ts'], ['lab/src/add.ts']],
    ['the shallowest copy', ['src/add.ts', 'old/src/add.ts'], ['src/add.ts']],
    ['bare files', ['add.ts', 'sort.ts'], ['add.ts', 'sort.ts']],
    ['bare files beside a declaration', ['declaration.yaml', 'add.ts'], ['add.ts', 'declaration.yaml']],
    ['bare files in a folder', ['Ana Lima/add.ts'], ['Ana Lima/add.ts']],
  ];
  for (const [name, paths, found] of understood) {
    it(`is understood: ${name}`, () => {
      expect([...find(paths).found.values()]).to.deep.equal(found);
    });
  }

  it('is the same in names that a Mac wrote', () => {
    const options = { files: ['src/média.ts'.normalize('NFC')], assignment: 'sums' };
    const path = 'lab/src/média.ts'.normalize('NFD');
    expect([...findLayout({ ...options, paths: [path] }).found.values()]).to.deep.equal([path]);
  });

  it('names what may have been meant by a file that is not there', () => {
    expect(find(['lab/src/add.ts', 'lab/src/Sort (1).ts', 'src.txt']).lookAlikes).to.deep.equal([
      { file: 'src/sort.ts', path: 'lab/src/Sort (1).ts' },
    ]);
  });

  it('is mentioned when the files lost their folder', () => {
    expect(find(['add.ts']).notes).to.deep.equal(['files were found without their folder: add.ts']);
  });

  const others: [string, string[], string[]][] = [
    ['a second copy', ['src/add.ts', 'old/src/sort.ts'], ['also found in "old", not graded']],
    ['bare files nearer to the root', ['lab/src/add.ts', 'add.ts'], ['also found in ".", not graded']],
    ['nothing when only names are alike further down', ['src/add.ts', 'toolkit/maths/add.ts'], []],
    ['nothing when it is only a declaration', ['src/add.ts', 'old/declaration.yaml'], []],
  ];
  for (const [name, paths, notes] of others) {
    it(`names what was not graded: ${name}`, () => expect(find(paths).notes).to.deep.equal(notes));
  }

  const refused: [string, string[], string, RegExp][] = [
    ['nothing in it', [], 'empty', /no file/],
    [
      'something else',
      ['essay.pdf'],
      'wrong-layout',
      /none of src\/add.ts, src\/sort.ts, declaration.yaml is in it; it holds essay.pdf/,
    ],
    [
      'nothing but a declaration',
      ['declaration.yaml'],
      'wrong-layout',
      /none of src\/add.ts, src\/sort.ts is in it; it holds declaration.yaml$/,
    ],
    [
      'nothing but a near miss',
      ['src/Add.ts'],
      'wrong-layout',
      /; if they are meant, rename "src\/Add.ts" → src\/add.ts$/,
    ],
    [
      'several near misses',
      ['src/Add.ts', 'src/sort (1).ts', 'x/other.ts'],
      'wrong-layout',
      /rename "src\/Add.ts" → src\/add.ts, "src\/sort \(1\).ts" → src\/sort.ts$/,
    ],
    [
      'nothing but a bare near miss',
      ['x/add (1).ts'],
      'wrong-layout',
      /rename "x\/add \(1\).ts" → src\/add.ts$/,
    ],
    ['two equal copies', ['a/src/add.ts', 'b/src/add.ts'], 'wrong-layout', /two copies.*"a" and "b"/],
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
