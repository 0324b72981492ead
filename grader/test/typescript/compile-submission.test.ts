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

  for (const text of [
    "require('./two.ts')",
    'require( "../src/two.ts" )',
    "import two = require('./two.ts')",
  ]) {
    it(`names the compiled file in ${text}`, () => {
      const { code } = compile(`${text};\nexport { two };\n`.replace(/^require/, 'const two = require')) as {
        code: string;
      };
      expect(code).to.match(/require\(\s*["'][./src]+\/two\.js["']/);
    });
  }

  it('leaves names of packages and of texts alone', () => {
    const text = `const a = require('pack.ts');\nexport const b = [a, 'x.ts'];\n`;
    expect((compile(text) as { code: string }).code)
      .to.include("require('pack.ts')")
      .and.include("'x.ts'");
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

  const named = ['./other.ts', './other', './other.js'];
  for (const name of named) {
    it(`makes an import of ${name} mean the JavaScript beside it`, () => {
      const { code } = compile(`import { two } from '${name}';\nexport const one = two;`) as { code: string };
      expect(code).to.include(`require("${name.replace('.ts', '.js')}")`);
    });
  }

  const own: [what: string, text: string, found: RegExp | undefined][] = [
    [
      'await outside of functions',
      'const a = 1;\nconst b = await a;',
      /:2:11: await stands outside of every function/,
    ],
    ['for await outside of functions', 'for await (const a of []) a;', /:1:1: await stands outside of every/],
    ['await in a function that is not async', 'function one() { await two(); }', /:1:18: .* not async/],
    [
      'await in a callback of an async function',
      'async () => [1].map((x) => await x);',
      /:1:28: .* not async/,
    ],
    ['import.meta', 'function one() { return import.meta.url; }', /:1:25: import\.meta is not there/],
    ['await in async functions', 'async () => { for await (const a of []) await a; };', undefined],
    [
      'await in an async method',
      'class A { async b() { await 1; } static async *c() { await 1; } }',
      undefined,
    ],
    ['await in a comment and meta in a text', "// await x\nconst a = 'import.meta';", undefined],
    ['await beside a very long list', `async () => { await [${'1,'.repeat(120_000)}]; };`, undefined],
    ['await beside a very long sum', `async () => { await ${'1+'.repeat(5000)}1; };`, undefined],
  ];
  for (const [what, text, found] of own) {
    it(`${found ? 'refuses' : 'accepts'} ${what}`, () => {
      const said = problem(`${text}\nexport {};`);
      if (found)
        expect(said)
          .to.match(/^cannot be loaded\nsrc\/one\.ts/)
          .and.match(found);
      else expect(said).to.equal(undefined);
    });
  }
});
