import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { submissionInPortuguese } from '../../submission';

describe("the reader's sentences in Portuguese", () => {
  const folder = path.join(__dirname, '../../submission');

  /** Every sentence that the sources write, with a word where a value stands. */
  const written = fs.readdirSync(folder).flatMap((file) => {
    const source = fs.readFileSync(path.join(folder, file), 'utf8');
    const calls =
      /(?:SubmissionProblem\(\s*'[\w-]+',|refuse\(|notes\.push\(|notes = |: \[)\s*([`'])(.*?)\1/gs;
    return [...source.matchAll(calls)].map(([, , text]) =>
      text!.replace(/\$\{(?:[^{}`]|\{[^}]*\}|`[^`]*`)*\}/g, '7'),
    );
  });

  for (const english of new Set(written.filter((text) => /[a-z]{2}.* /.test(text)))) {
    it(`are not forgotten: ${english}`, () => {
      expect(submissionInPortuguese(english)).not.to.equal(english);
    });
  }

  const cases: [english: string, portuguese: string][] = [
    ['it holds no file', 'não contém nenhum arquivo'],
    [
      'none of src/a.ts, src/b.ts is in it; it holds a (1).ts; if they are meant, rename "a (1).ts" → src/a.ts',
      'nenhum de src/a.ts, src/b.ts está na entrega; ela contém a (1).ts; se são os pedidos, renomeie "a (1).ts" → src/a.ts',
    ],
    ['data is a link; links are not followed', 'data é um link; links não são seguidos'],
    [
      'its archive lab.zip is a hard link to another file; submit a copy of its own',
      'o arquivo compactado lab.zip é um hard link para outro arquivo; envie uma cópia própria',
    ],
    ['200 other files were counted and not read', '200 outros arquivos foram contados e não lidos'],
    ['$1 is there twice; the last was taken', '$1 aparece duas vezes; valeu o último'],
    ["the student's own words", "the student's own words"],
  ];
  for (const [english, portuguese] of cases) {
    it(`say: ${portuguese}`, () => {
      expect(submissionInPortuguese(english)).to.equal(portuguese);
    });
  }

  it('take no time for names of any length', () => {
    const long = `none of ${'is in it; it holds '.repeat(1000)}`;
    const start = performance.now();
    submissionInPortuguese(long);
    expect(performance.now() - start).to.be.below(1000);
  });
});
