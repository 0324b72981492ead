import { expect } from 'chai';
import fc from 'fast-check';
import { oneLine, plainText, withoutCiCommands } from '../../report/text';
import { HOSTILE } from '../reporters/hostile-text';

const DANGEROUS =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/u;
const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('plainText', () => {
  const cases: [what: string, text: string, plain: string][] = [
    ['keeps accents, emoji and other scripts', 'ação 👩‍🔬 漢字 עברית', 'ação 👩‍🔬 漢字 עברית'],
    ['keeps tabs and line feeds', 'a\tb\nc', 'a\tb\nc'],
    ['makes every line break a line feed', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['removes colours', '\u001b[1;31mred\u001b[0m \u009b4mline', 'red line'],
    ['removes a clear screen', 'a\u001b[2J\u001b[Hb', 'ab'],
    ['removes a window title ended by BEL or ST', '\u001b]0;x\u0007a\u001b]2;y\u001b\\b', 'ab'],
    ['removes hyperlinks and keeps their text', '\u001b]8;;http://x\u0007here\u001b]8;;\u0007', 'here'],
    ['removes a device string', '\u001bPq#0\u001b\\a', 'a'],
    ['shows what is left of a broken escape', 'a\u001b', 'a␛'],
    ['keeps the text after a string that never ends', '\u001b]0;never', '0;never'],
    ['shows control characters as pictures', 'a\u0000b\u0007c\u0008d\u007f', 'a␀b␇c␈d␡'],
    ['spells direction overrides out', 'a\u202eb\u2066c', 'a[U+202E]b[U+2066]c'],
    ['replaces half a pair and noncharacters', 'a\ud800b\udc00c\uffffd\u{1fffe}', 'a�b�c�d�'],
  ];
  for (const [what, text, plain] of cases) {
    it(what, () => expect(plainText(text)).to.equal(plain));
  }

  it('says how much it left out', () => {
    expect(plainText('abcdef', 4)).to.equal('abcd… (+2)');
  });

  it('does not cut a character in half', () => {
    expect(plainText('ab😀cd', 3)).to.equal('ab… (+4)');
  });

  it('leaves nothing dangerous of any text', () => {
    fc.assert(fc.property(anyText, (text) => !DANGEROUS.test(plainText(text))));
    for (const text of HOSTILE) expect(plainText(text)).not.to.match(DANGEROUS);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => plainText(plainText(text)) === plainText(text)));
  });

  it('takes time in proportion to the text, whatever it is', () => {
    const started = performance.now();
    for (const start of ['\u001b[', '\u001b]', '\u009b', '\u009d', '\u001bP', '\r'])
      plainText(start.repeat(200_000), 1e9);
    expect(performance.now() - started).to.be.below(2000);
  });
});

describe('oneLine', () => {
  it('turns every run of white space into one space', () => {
    expect(oneLine('  a\n\n b\t\u2028c ')).to.equal('a b c');
  });

  it('never has a line break', () => {
    fc.assert(fc.property(anyText, (text) => !/[\n\r]/.test(oneLine(text))));
  });
});

describe('withoutCiCommands', () => {
  for (const text of [
    '::error file=a::x',
    '  ::set-output name=a::b',
    'a\n::stop-commands::t',
    'a ##[error]b',
    '##vso[x]',
  ]) {
    it(`leaves no command in ${JSON.stringify(text)}`, () => {
      expect(withoutCiCommands(text)).not.to.match(/^\s*::|##/m);
      expect(withoutCiCommands(text).replaceAll('\u2060', '')).to.equal(text);
    });
  }

  it('takes the time of a text once, not its square', () => {
    const breaks = '\n'.repeat(200_000);
    const start = performance.now();
    expect(withoutCiCommands(breaks)).to.equal(breaks);
    expect(performance.now() - start).to.be.below(2000);
  });

  it('leaves other text alone', () => {
    expect(withoutCiCommands('std::vector # one')).to.equal('std::vector # one');
  });
});
