import { expect } from 'chai';
import { fingerprintOf } from '../../class/fingerprint';

describe("a file's fingerprint", () => {
  const code = "export function mean(xs: number[]) {\n  return sum(xs) / xs.length; // a 'mean'\n}\n";
  const same: [string, string][] = [
    [
      'other comments',
      code.replace("// a 'mean'", '/* whatever " */').replace('export', '/** Doc. */\nexport'),
    ],
    ['other indentation', code.replaceAll('  ', '\t').replace('{', '\n{')],
    ['line ends of Windows', code.replaceAll('\n', '\r\n')],
    ['a comment that is not closed', `${code}/* the end`],
  ];
  for (const [what, other] of same) {
    it(`is the same with ${what}`, () => expect(fingerprintOf(other)).to.equal(fingerprintOf(code)));
  }

  const different: [string, string, string][] = [
    ['another name', 'f(a)', 'f(b)'],
    ['another text in quotes', "f('a  b')", "f('a b')"],
    ['what only looks like a comment', "f('// a')", "f('// b')"],
    ['another template', 'f(`a ${b}`)', 'f(`a  ${b}`)'],
  ];
  for (const [what, a, b] of different) {
    it(`differs with ${what}`, () => expect(fingerprintOf(a)).not.to.equal(fingerprintOf(b)));
  }

  it('is null for nothing but comments', () => expect(fingerprintOf('// TODO\n')).to.equal(null));

  for (const piece of ['/*', '"', "'", '`', '\\', '//', '/']) {
    it(`takes no longer for many ${piece}`, function () {
      this.timeout(3000);
      fingerprintOf(piece.repeat(300_000));
    });
  }
});
