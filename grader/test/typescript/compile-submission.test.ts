import { expect } from 'chai';
import { compileSubmitted } from '../../typescript/compile-submission';

const compile = (text: string) => compileSubmitted({ file: 'src/one.ts', text, folder: '/course/tiny' });
const problem = (text: string) => (compile(text) as { problem?: string }).problem;

describe('compiling a submitted file', () => {
  it('drops its types, checks none of them, and keeps its lines for stack traces', () => {
    const { code } = compile('export const one: number = "text";\n') as { code: string };
    expect(code).to.include('exports.one = "text"');
    const map = /sourceMappingURL=data:application\/json;charset=utf-8;base64,(.*)/.exec(code)![1]!;
    expect(JSON.parse(Buffer.from(map, 'base64').toString()).sources).to.deep.equal([
      '/course/tiny/src/one.ts',
    ]);
  });

  const errors: [what: string, text: string, problem: string][] = [
    [
      'in the middle of a line',
      'const a = 1;\n  const b = 1 2;\n',
      "syntax error\nsrc/one.ts:2:15: ',' expected.\n    const b = 1 2;\n                ^",
    ],
    [
      'at the end of the file',
      'export function one() {\n',
      "syntax error\nsrc/one.ts:2:1: '}' expected.\n    \n    ^",
    ],
    [
      'behind tabs',
      '\t\tconst b\t= 1 2;\n',
      "syntax error\nsrc/one.ts:1:15: ',' expected.\n    const b\t= 1 2;\n           \t    ^",
    ],
    [
      'after a line separator that is no line feed',
      'const a = 1;\u2028const b = 1 2;\n',
      "syntax error\nsrc/one.ts:2:13: ',' expected.\n    const b = 1 2;\n                ^",
    ],
    [
      'in a file with Windows line ends',
      'const a = 1;\r\nconst b = 1 2;\r\n',
      "syntax error\nsrc/one.ts:2:13: ',' expected.\n    const b = 1 2;\n                ^",
    ],
  ];
  for (const [what, text, expected] of errors) {
    it(`points at a syntax error ${what}`, () => expect(problem(text)).to.equal(expected));
  }

  it('shows the part of a long line where the error is', () => {
    const [, place, line, caret] = problem(`const a = [${'1, '.repeat(5000)}1 2];\n`)!.split('\n');
    expect(place).to.match(/^src\/one\.ts:1:\d+: ',' expected\.$/);
    expect(line!.length).to.be.at.most(164);
    expect(line![caret!.length - 1]).to.equal('2');
  });

  it('tells the first error of several', () => {
    expect(problem('const = ;\nconst = ;\n')!.match(/src\/one\.ts/g)).to.have.length(1);
  });

  it('refuses what becomes too large, and not what a file of the longest length becomes', () => {
    const letters = `A = "${'x'.repeat(1000)}", B = \`${'${A}'.repeat(100)}\``;
    const enumOf = (times: number) => `enum E { ${letters}, C = \`${'${B}'.repeat(times)}\` }`;
    expect(compile(enumOf(20))).to.have.property('code');
    expect(problem(enumOf(50))).to.match(
      /^src\/one\.ts cannot be compiled: it becomes more than 4 MB of JavaScript; /,
    );
    expect(compile(`const a = [${'1,'.repeat(128 * 1024)}];`)).to.have.property('code');
  });
});
