import { expect } from 'chai';
import { fileSlug, SlugBook } from '../../class/slug';

describe('a student name as a file name', () => {
  const names = [
    ['José Álvares', 'Jose-Alvares'],
    ['../../etc/passwd', 'etc-passwd'],
    ['.hidden', 'hidden'],
    ['ana@example.edu', 'ana@example.edu'],
    ['a\u0000b\nc', 'a-b-c'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['王小明', 'student'],
    ['...', 'student'],
    ['x'.repeat(300), 'x'.repeat(80)],
  ] as const;
  for (const [name, slug] of names) {
    it(`makes ${JSON.stringify(name.slice(0, 20))} "${slug.slice(0, 20)}"`, () =>
      expect(fileSlug(name)).to.equal(slug));
  }

  it('is never shared, also where file systems ignore case', () => {
    const book = new SlugBook();
    expect(['ana', 'Ana', '王', '李'].map((name) => book.take(name))).to.deep.equal([
      'ana',
      'Ana-2',
      'student',
      'student-2',
    ]);
  });
});
