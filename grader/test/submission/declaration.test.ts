import { expect } from 'chai';
import { parseDeclaration } from '../../submission/declaration';

const GIVEN = { hours: 1.5, difficulty: 3, expectedGrade: 9, llmUse: 'none', comments: 'Fine.' };
const MISSING = { status: 'missing', values: null, problems: [] };

const parse = (text: string) => parseDeclaration({ file: 'd.yaml', text });

describe("a student's declaration", () => {
  it('is read as it is', () => {
    const text = 'hours: 1.5\ndifficulty: 3\nexpectedGrade: 9\nllmUse: none\ncomments: Fine.\n';
    expect(parse(text)).to.deep.equal({
      status: 'given',
      values: GIVEN,
      problems: [],
    });
  });

  it('may leave anything out', () => {
    const { status, values } = parse('hours: 2\nllmUse:\n');
    expect(status).to.equal('given');
    expect(values).to.deep.equal({
      hours: 2,
      difficulty: null,
      expectedGrade: null,
      llmUse: null,
      comments: null,
    });
  });

  const missing: [what: string, text: string][] = [
    ['it is empty', ''],
    ['it has comments alone', '# hours: 3\n\n  # and more\n'],
    ['everything in it is null', 'hours: null\ncomments: ~\n'],
  ];
  for (const [what, text] of missing) {
    it(`is missing when ${what}`, () => expect(parse(text)).to.deep.equal(MISSING));
  }

  const TWICE = 'this key stands twice in the same place; remove one of them';
  const invalid: [text: string, ...problems: string[]][] = [
    ['hours: many\n', 'd.yaml:1: hours: expected a number, got "many"'],
    ['hours: 1\ndifficulty: 11\n', 'd.yaml:2: difficulty: expected a number up to 10, got 11'],
    ['hours: -1\n', 'd.yaml:1: hours: expected a number from 0 up, got -1'],
    ['hour: 1\n', 'd.yaml:1: unknown key "hour"; remove it or correct its spelling'],
    ['hours: 1\nhours: 2\n', `d.yaml:2: ${TWICE}`],
    [
      'comments: &same fine\nllmUse: *same\n',
      'd.yaml:2: the alias *same is not allowed here; write the value itself',
    ],
    ['- 1\n', 'd.yaml:1: expected keys with values, like "id: cnn", got [1]'],
    [
      `comments: ${'x'.repeat(20_001)}\n`,
      `d.yaml:1: comments: expected at most 20000 characters, got "${'x'.repeat(56)}...`,
    ],
    [`# ${'x'.repeat(32_768)}\nhours: 1\n`, 'd.yaml: is longer than 32768 characters; shorten it'],
    ['a: 1\n'.repeat(1000), ...Array.from({ length: 20 }, (_, i) => `d.yaml:${i + 2}: ${TWICE}`)],
  ];
  for (const [text, ...problems] of invalid) {
    it(`is told what is wrong: ${text.slice(0, 24).trim()}`, () => {
      expect(parse(text)).to.deep.equal({ status: 'invalid', values: null, problems });
    });
  }
});
