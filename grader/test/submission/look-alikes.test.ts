import { expect } from 'chai';
import { findLookAlikes } from '../../submission/look-alikes';

describe('a file that is not there', () => {
  const find = (paths: string[], { file = 'src/to-roman.ts', folder = '', taken = [] as string[] } = {}) =>
    findLookAlikes({ paths, missing: [file], taken: new Set(taken), folder }).map(({ path }) => path);

  const alike = [
    ...['src/to_roman.ts', 'src/toRoman.ts', 'src/To-Roman.ts', 'src/TO-ROMAN.TS', 'src/to-roman (1).ts'],
    ...[
      'src/to-roman(2).ts',
      'src/to-roman.ts.txt',
      'src/to-roman.txt',
      'src/to-roman.js',
      'src/to-roman-1.ts',
    ],
    ...['src/to-roman - Copy.ts', 'src/to-roman - cópia.ts', 'src/Copy of to-roman.ts', 'src/to-roman'],
    ...[
      'src/to-roman - Copy (2).ts.txt',
      'src/to roman.ts',
      'src/to-romen.ts',
      'src/to-romna.ts',
      'src/to-romans.ts',
    ],
    ...['to-roman.ts', 'lib/to-roman.ts', 'src/deep/to-roman.ts', 'src/to-roman.docx'],
    'src/to-roman - cópia.ts'.normalize('NFD'),
  ];
  for (const path of alike) {
    it(`was perhaps meant by ${path}`, () => expect(find([path])).to.deep.equal([path]));
  }

  const other = [
    ...[
      'src/to-arabic.ts',
      'src/roman.ts',
      'src/helpers.ts',
      'README.md',
      'src/to-roman.test.ts',
      'src/to-romance.ts',
    ],
    ...['src/a/b/to-roman.ts', 'lib/to-romen.ts'],
  ];
  for (const path of other) {
    it(`was not meant by ${path}`, () => expect(find([path])).to.deep.equal([]));
  }

  it('was meant by the nearest of several', () => {
    expect(find(['src/deep/to_roman.ts', 'src/to-romen.ts', 'src/to_roman.ts'])).to.deep.equal([
      'src/to_roman.ts',
    ]);
  });

  it('was not meant by a file that is another one, nor by one outside its folder', () => {
    expect(find(['src/to_roman.ts'], { taken: ['src/to_roman.ts'] })).to.deep.equal([]);
    expect(find(['old/src/to_roman.ts'], { folder: 'lab/' })).to.deep.equal([]);
  });

  it('takes one letter off a short name for another name', () => {
    expect(find(['src/add.ts'], { file: 'src/odd.ts' })).to.deep.equal([]);
  });
});
