import { expect } from 'chai';
import path from 'node:path';
import { z } from 'zod';
import { lineOf, parseYaml, readAuthorYaml } from '../../assignment/yaml-file';
import { AuthorError } from '../../errors';
import { temporaryFolder, writeTree } from '../support/folders';

const schema = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['public', 'hidden']).optional(),
  tests: z
    .array(z.strictObject({ points: z.number().positive(), seconds: z.int().max(60).optional() }))
    .min(1),
  links: z.record(z.string(), z.boolean()).optional(),
});

const MISTAKES: { what: string; text: string; problems: string[] }[] = [
  { what: 'an empty file', text: '# nothing yet\n', problems: ['1:1 : the file is empty; write its keys'] },
  {
    what: 'a list where keys belong',
    text: '- id: x\n',
    problems: ['1:1 : expected keys with values, like "id: cnn", got [{"id":"x"}]'],
  },
  {
    what: 'a missing key, at the line of what should hold it',
    text: 'id: x\ntests:\n  - seconds: 1\n',
    problems: ['3:5 tests[0].points: is missing; add "points:" with a number'],
  },
  {
    what: 'an unknown key, where it is written',
    text: 'id: x\ntests:\n  - points: 1\n    ponits: 2\n',
    problems: ['4:5 tests[0]: unknown key "ponits"; remove it or correct its spelling'],
  },
  {
    what: 'text where a number belongs',
    text: 'id: x\ntests:\n  - { points: two }\n',
    problems: ['3:7 tests[0].points: expected a number, got "two"'],
  },
  {
    what: 'a number that is too small',
    text: 'id: x\ntests: [{ points: 0 }]\n',
    problems: ['2:11 tests[0].points: expected a number above 0, got 0'],
  },
  {
    what: 'a number that is none',
    text: 'id: x\ntests: [{ points: .nan }]\n',
    problems: ['2:11 tests[0].points: expected a number, got NaN'],
  },
  {
    what: 'a number that is too large, and one that is not whole',
    text: 'id: x\ntests:\n  - { points: 1, seconds: 61 }\n  - { points: 1, seconds: 1.5 }\n',
    problems: [
      '3:18 tests[0].seconds: expected a number up to 60, got 61',
      '4:18 tests[1].seconds: expected a whole number, got 1.5',
    ],
  },
  {
    what: 'an empty list and an empty text',
    text: 'id: ""\ntests: []\n',
    problems: [
      '1:1 id: expected text that is not empty, got ""',
      '2:1 tests: expected at least 1 entry, got []',
    ],
  },
  {
    what: 'a word that is not one of the known ones',
    text: 'id: x\nkind: secret\ntests: [{ points: 1 }]\n',
    problems: ['2:1 kind: expected one of "public", "hidden", got "secret"'],
  },
  {
    what: 'a value inside a record',
    text: 'id: x\ntests: [{ points: 1 }]\nlinks:\n  home: maybe\n',
    problems: ['4:3 links.home: expected true or false, got "maybe"'],
  },
  {
    what: 'a key that stands twice',
    text: 'id: x\nid: y\n',
    problems: ['2:1 : this key stands twice in the same place; remove one of them'],
  },
  {
    what: 'a tab',
    text: 'tests:\n\t- points: 1\n',
    problems: ['2:1 : a tab indents this line; YAML takes spaces only'],
  },
  {
    what: 'a second document',
    text: 'id: x\n---\nid: y\n',
    problems: ['2:1 : a second YAML document begins here; remove the line "---" and what follows'],
  },
  { what: 'a quote that is not closed', text: 'id: "x\n', problems: ['2:1 : Missing closing "quote'] },
];

describe('a YAML file with mistakes', () => {
  for (const { what, text, problems } of MISTAKES) {
    it(`names line and column of ${what}`, () => {
      const found = parseYaml(text, schema).problems ?? [];
      const lines = found.map(({ line, column, where, message }) => `${line}:${column} ${where}: ${message}`);
      expect(lines).to.deep.equal(problems);
    });
  }

  it('cuts a long wrong value', () => {
    const [problem] = parseYaml(`id: x\ntests: ${'y'.repeat(5000)}\n`, schema).problems!;
    expect(problem!.message)
      .to.have.length.below(120)
      .and.match(/y\.\.\.$/);
  });

  it('is not multiplied by aliases', () => {
    const list = (anchor: string, of: string) => `${anchor}: &${anchor} [${Array(10).fill(of).join()}]\n`;
    const bomb = list('a', 'x') + list('b', '*a') + list('c', '*b') + list('d', '*c');
    expect(parseYaml(bomb, schema).problems![0]!.message).to.match(/^Excessive alias count/);
  });

  it('reports an alias to nothing', () => {
    expect(parseYaml('id: *nobody\n', schema).problems).to.have.length(1);
  });
});

describe('a YAML file without mistakes', () => {
  it('gives its value, with a byte order mark or Windows line ends too', () => {
    const file = path.join(
      writeTree(temporary, { 'a.yaml': '\ufeffid: x\r\ntests:\r\n  - points: 1\r\n' }),
      'a.yaml',
    );
    expect(readAuthorYaml(file, schema)).to.deep.equal({ id: 'x', tests: [{ points: 1 }] });
  });

  it('tells the line of a value, for mistakes that only the program can see', () => {
    const text = 'id: x\ntests:\n  - points: 1\n  - points: 2\n';
    expect(lineOf(text, ['tests', 1, 'points'])).to.equal(4);
    expect(lineOf(text, ['tests', 1, 'seconds'])).to.equal(4);
    expect(lineOf(text, ['nothing'])).to.equal(1);
  });
});

const temporary = temporaryFolder();

describe('a YAML file that cannot be read', () => {
  it('is the mistake of its author, by name', () => {
    const folder = writeTree(temporary, { 'latin.yaml': Uint8Array.of(0x69, 0x64, 0x3a, 0xe9) });
    for (const name of ['latin.yaml', 'nowhere.yaml']) {
      const file = path.join(folder, name);
      expect(() => readAuthorYaml(file, schema)).to.throw(AuthorError, `${file}: cannot be read (`);
    }
  });

  it('lists every problem with the file', () => {
    const file = path.join(writeTree(temporary, { 'b.yaml': 'id: 7\n' }), 'b.yaml');
    expect(() => readAuthorYaml(file, schema)).to.throw(
      AuthorError,
      `${file}:1:1: id: expected text, got 7\n${file}:1:1: tests: is missing; add "tests:" with a list, like "- one"`,
    );
  });
});
