import { expect } from 'chai';
import { AuthorError } from '../../errors';
import { defineTest, type Written } from '../../suite/define-test';

const body = async () => {};
const ORDER =
  "options come before the body: test('one', { title: '…', hint: '…' }, async ({ evaluate }) => { … })";

const MISTAKES: [what: string, written: unknown[], problem: string][] = [
  ['the title comes alone', ['one', 'is one', body], 'its title stands among its options'],
  ['the options come last', ['one', 'is one', body, { hint: '?' }], 'its title stands among its options'],
  [
    'a title in two languages comes alone',
    ['one', { en: 'a', 'pt-BR': 'b' }, body],
    'its title stands among',
  ],
  [
    'the body comes second',
    ['one', body, { title: 'is one' }],
    'its second parameter is an object with a title',
  ],
  ['there are no options', ['one'], 'its second parameter is an object with a title'],
  ['there is no title', ['one', { hint: 'x' }, body], "its title is a text, or { en: '…', 'pt-BR': '…' }"],
  ['a language is missing', ['one', { title: { en: 'x' } }, body], 'its title is a text'],
  ['the hint is no text', ['one', { title: 'x', hint: 3 }, body], 'its hint is a text'],
  ['an option is unknown', ['one', { title: 'x', points: 3 }, body], 'there is no option "points"'],
  ['there is no body', ['one', { title: 'x' }], 'its third parameter is the function that tests'],
  ['something follows the body', ['one', { title: 'x' }, body, {}], 'nothing follows its function'],
];

describe('a call of test() in a suite', () => {
  it('takes an id, options and a body', () => {
    const options = { title: { en: 'a', 'pt-BR': 'b' }, hint: 'x' };
    const defined = defineTest('test', ['one', options, body], () => {});
    expect(defined).to.deep.include({ id: 'one', ...options, body });
  });

  for (const [what, written, problem] of MISTAKES) {
    it(`is its author's mistake when ${what}, and the new order is shown`, () => {
      const define = () => defineTest('test', written as Written, () => {});
      expect(define).to.throw(AuthorError, `test('one', ...): ${problem}`);
      expect(define).to.throw(AuthorError, ORDER);
    });
  }

  it('is called what it is, also without an id', () => {
    expect(() => defineTest('penalty', [body] as never, () => {})).to.throw(
      AuthorError,
      "penalty('id', ...): its first parameter is the id, a text; options come before the body: penalty('id', {",
    );
  });
});
