import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ASSIGNMENTS, COURSE, FIXTURES, NODE_MODULES, PROGRAM, SOLUTIONS } from '../../system/paths';
import { readDeclarations, writeDeclarations } from '../../typescript/declarations';
import { typeCheck } from '../../typescript/type-check';
import { temporaryFolder } from '../support/folders';

const folder = path.join(ASSIGNMENTS, 'warmup');
const check = (text: string) =>
  typeCheck({ folder, files: [['src/mean.ts', text]] })['src/mean.ts']!.join('\n');

describe('the type check of a submission', function () {
  this.timeout(60_000);

  it('finds an error and says where', () => {
    expect(check('export const mean: number = "one";')).to.match(/src\/mean.ts:1:14: Type 'string'/);
  });

  it('knows the toolkit and the other files of the submission', () => {
    const text = `import { Linear } from 'boletim/toolkit';\nimport { retry } from './retry';\nexport const mean: string = [Linear, retry];`;
    expect(check(text)).to.contain('typeof Linear').and.not.contain('Cannot find module');
  });

  it('quotes a name that a type has made no longer than people read', () => {
    const text = `type Long = \`${'x'.repeat(100)}${'${"'}${'y'.repeat(5000)}${'"}'}\`;\nexport const mean: { [name in Long]: 1 } = {};`;
    expect(check(text))
      .to.match(/: Property 'xxx.*y…\n/)
      .and.have.length.below(1200);
  });

  it('knows nothing of the submissions that were checked before', () => {
    const importing = `import { helper } from './helper';\nexport const mean: number = helper;`;
    const checkWith = (helper: [string, string][]) =>
      typeCheck({ folder, files: [['src/mean.ts', importing], ...helper] })['src/mean.ts'];
    const right: [string, string] = ['src/helper.ts', 'export const helper = 1;'];
    expect(checkWith([right])).to.deep.equal([]);
    expect(checkWith([])!.join()).to.contain("Cannot find module './helper'");
    expect(checkWith([['src/helper.ts', "export const helper = 'one';"]])!.join()).to.contain(
      'not assignable',
    );
    expect(checkWith([right])).to.deep.equal([]);
  });

  it('asks of a beginner no more than TypeScript itself does', () => {
    expect(check('const seed: { from?: number } = { from: undefined };\nexport const mean = seed;')).to.equal(
      '',
    );
  });

  it('names files from the assignment on, wherever the course lies', () => {
    const text = `/// <reference path="../../../solutions/warmup/src/mean.ts" />\nexport const mean = 1;`;
    expect(check(text))
      .to.contain("File '../../solutions/warmup/src/mean.ts' not found")
      .and.not.contain(COURSE);
  });

  const there = ['solutions/warmup/src/mean', 'node_modules/.cache/boletim/compiled/assignments/warmup/lab'];
  for (const file of there) {
    it(`says of a hidden file what it says of one that is not there: ${file}`, () => {
      const say = (name: string) => check(`import * as it from '../../../${name}';\nexport const mean = it;`);
      const nowhere = `${file.slice(0, -4)}nope`.padEnd(file.length, 'x').slice(0, file.length);
      expect(say(file).replaceAll(file, '')).to.equal(say(nowhere).replaceAll(nowhere, ''));
    });
  }

  const secrets = [
    path.join(FIXTURES, 'cnn', 'expected', 'transferred.json'),
    path.join(SOLUTIONS, 'warmup', 'src', 'mean'),
    path.join(ASSIGNMENTS, 'warmup', 'suites', 'mean.suite'),
    '../../../package-lock.json',
    '/etc/passwd',
  ];
  for (const secret of secrets) {
    it(`reads nothing else for an import: ${path.relative(ASSIGNMENTS, secret)}`, () => {
      const text = `import * as secret from '${secret}';\nexport const mean: 1 = secret;`;
      expect(check(text)).to.match(/Cannot find module/);
    });
  }
});

describe('the type check in a course whose packages are links', function () {
  this.timeout(60_000);
  const course = temporaryFolder();
  const typesIn = (text: string) => {
    const request = { folder: path.join(course, 'assignments/one'), files: [['src/one.ts', text]] };
    return checkInNewProcess(request, course).found['src/one.ts']!.join('\n');
  };
  const use = `import type * as tf from '@tensorflow/tfjs-core';\nexport const one = (x: tf.Tensor) =>`;

  before(() => {
    fs.mkdirSync(path.join(course, 'assignments', 'one', 'src'), { recursive: true });
    fs.mkdirSync(path.join(course, 'solutions'));
    fs.writeFileSync(path.join(course, 'solutions', 'index.ts'), 'export const secret = 7 as const;');
    fs.writeFileSync(path.join(course, 'package.json'), '{}');
    fs.copyFileSync(path.join(COURSE, 'tsconfig.json'), path.join(course, 'tsconfig.json'));
  });
  afterEach(() => fs.rmSync(path.join(course, 'node_modules'), { recursive: true }));

  it('knows them where node_modules is a link', () => {
    fs.symlinkSync(NODE_MODULES, path.join(course, 'node_modules'), 'junction');
    expect(typesIn(`${use} x.clone();`)).to.equal('');
    expect(typesIn(`${use} x.plus();`)).to.contain("Property 'plus' does not exist");
  });

  it('knows them where each is a link, and reads nothing of the course through one', () => {
    const packages = path.join(course, 'node_modules');
    for (const name of ['@tensorflow', '@types', '@webgpu', 'undici-types'].filter(isInstalled)) {
      fs.mkdirSync(packages, { recursive: true });
      fs.symlinkSync(path.join(NODE_MODULES, name), path.join(packages, name), 'junction');
    }
    fs.symlinkSync(path.join(course, 'solutions'), path.join(packages, 'answers'), 'junction');
    expect(typesIn(`${use} x.clone();`)).to.equal('');
    expect(typesIn(`import * as all from 'answers';\nexport const one: 1 = all;`)).to.match(
      /Cannot find module/,
    );
  });
});

/** A process that has parsed nothing yet, and the names of all files that it reads as text. */
function checkInNewProcess(
  request: object,
  cwd: string,
): { found: Record<string, string[]>; read: string[] } {
  const program = `const ts = require(${JSON.stringify(require.resolve('typescript'))});
    const { typeCheck } = require(${JSON.stringify(path.join(PROGRAM, 'typescript', 'type-check'))});
    const read = new Set();
    const { readFile } = ts.sys;
    ts.sys.readFile = (file, ...rest) => (read.add(file), readFile(file, ...rest));
    const found = typeCheck(${JSON.stringify(request)});
    process.stdout.write(JSON.stringify({ found, read: [...read] }));`;
  const register = path.join(PROGRAM, 'loader', 'register.js');
  return JSON.parse(execFileSync(process.execPath, ['-r', register, '-e', program], { cwd }).toString());
}

function isInstalled(name: string): boolean {
  return fs.existsSync(path.join(NODE_MODULES, name));
}

describe("the toolkit's declarations", function () {
  this.timeout(120_000);
  const declarations = path.join(temporaryFolder(), 'declarations.json');
  const checkWith = (text: string) =>
    typeCheck({ folder, files: [['src/mean.ts', text]], declarations })['src/mean.ts']!.join('\n');

  before(() => checkWith(''));

  const toolkit = `import type * as tf from '@tensorflow/tfjs-core';\nimport * as toolkit from 'boletim/toolkit';\n`;
  const texts: [what: string, text: string][] = [
    ['nothing wrong', `${toolkit}export const f = (x: tf.Tensor) => toolkit.relu(x.add(1));`],
    ['a method that tensors do not have', `${toolkit}export const f = (x: tf.Tensor) => x.plus(1);`],
    ['a wrong argument', `${toolkit}export const layer = new toolkit.Linear('3', 4);`],
    ['a wrong result', `${toolkit}export const f = (m: toolkit.Module): string => m.stateDict();`],
    ["a name of Node's", `console.log(Buffer.from('a'));\nexport const f = setTimeout;`],
    [
      "a module of Node's",
      `import { execFileSync } from 'node:child_process';
import fs from 'node:fs';\nexport const f: string = fs.readFileSync('a');`,
    ],
    ['a name that nobody has', 'export const f = nobody;'],
  ];
  for (const [what, text] of texts) {
    it(`change nothing about ${what}`, () => {
      const expected = check(text);
      expect(checkWith(text)).to.equal(expected);
      if (!/nothing|name of Node/.test(what)) expect(expected).to.match(/^src\/mean\.ts:/);
    });
  }

  it('are checked for what is asked alone', () => {
    const files: [string, string][] = [
      ['src/mean.ts', 'export const mean: string = 3;'],
      ['src/one.ts', 'export const one: string = 1;'],
    ];
    const found = typeCheck({ folder, files, asked: ['src/one.ts'], declarations });
    expect(Object.keys(found)).to.deep.equal(['src/one.ts']);
    expect(found['src/one.ts']).to.have.length(1);
  });

  it('are read in place of the sources', () => {
    const other = path.join(path.dirname(declarations), 'other.json');
    const { texts: sources, needNode } = readDeclarations(declarations)!;
    const index = [...sources.keys()].find((file) => file.endsWith('toolkit/index.ts'))!;
    writeDeclarations(other, {
      texts: new Map([...sources, [index, 'export declare const one: 1;']]),
      needNode,
    });
    const files: [string, string][] = [
      ['src/mean.ts', `import { one } from 'boletim/toolkit';\nexport const mean = one;`],
    ];
    expect(typeCheck({ folder, files, declarations: other })).to.deep.equal({ 'src/mean.ts': [] });
  });

  it("lead to nothing of Node's, whose types take as long to read as all others", () => {
    const files = [['src/mean.ts', texts[0]![1]]];
    const { found, read } = checkInNewProcess({ folder, files, declarations }, COURSE);
    expect(found).to.deep.equal({ 'src/mean.ts': [] });
    expect(read.length).to.be.above(10);
    expect(read.filter((file) => file.includes('@types/node'))).to.deep.equal([]);
  });

  it('are not enough where the submission reads what its index does not lead to', () => {
    const text = `import { setupTensorflow } from '../../toolkit/setup/setup-tensorflow';\nexport const mean: 3 = setupTensorflow;`;
    expect(checkWith(text))
      .to.equal(check(text))
      .and.match(/Type '\(.*=> Promise/);
  });

  it('are written anew when they cannot be read', () => {
    fs.writeFileSync(declarations, '{"texts":');
    expect(checkWith('export const mean: string = 3;')).to.contain('not assignable');
    expect(readDeclarations(declarations)!.texts.size).to.be.above(10);
  });
});
