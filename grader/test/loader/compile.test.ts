import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { compileFile, compileSource } from '../../loader/compile';
import { COURSE } from '../../system/paths';
import { temporaryFolder, temporaryFolderInside, writeTree } from '../support/folders';

const register = path.join(COURSE, 'grader', 'loader', 'register.js');

function run(file: string): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, ['--require', register, file], { encoding: 'utf8', cwd: COURSE });
}

describe('compiling a file of the repository', () => {
  const folder = temporaryFolderInside();
  const file = path.join(folder, 'a.ts');

  it('drops types, and remembers the result by content', () => {
    writeTree(folder, { 'a.ts': 'export const one: number = 1;\n' });
    const first = compileFile(file);
    const { code, compiledFile } = first;
    expect(code).to.include('exports.one = 1').and.not.include(': number');
    const { mtimeMs } = fs.statSync(compiledFile);
    expect(compileFile(file)).to.deep.equal(first);
    expect(fs.statSync(compiledFile).mtimeMs).to.equal(mtimeMs);
  });

  it('compiles anew when the content has changed', () => {
    const before = compileFile(file).stamp;
    writeTree(folder, { 'a.ts': 'export const two: number = 2;\n' });
    const { code, stamp } = compileFile(file);
    expect(code).to.include('exports.two = 2');
    expect(stamp).to.not.equal(before);
  });

  it('does not trust a cache that was cut off', () => {
    const { code, compiledFile } = compileFile(file);
    fs.writeFileSync(compiledFile, code.slice(0, 20));
    expect(compileFile(file).code).to.equal(code);
  });

  it('says where a syntax error is', () => {
    expect(() => compileSource('const = 1;\n', file)).to.throw(/a\.ts\D*1\D+7/);
  });
});

describe('a program in TypeScript', () => {
  const folder = temporaryFolderInside();
  writeTree(folder, {
    'fresh.ts': 'interface Unseen {\n  one: number;\n}\nexport const fresh = (value: Unseen) => value.one;\n',
    'throws.ts': 'interface Unseen {\n  one: number;\n}\n\nthrow new Error(String({} as Unseen));\n',
  });

  it('has the lines of its source in stack traces, compiled just now or earlier', () => {
    const line = `${path.join(folder, 'throws.ts')}:5:`;
    expect(run(path.join(folder, 'throws.ts')).stderr).to.include(line);
    expect(run(path.join(folder, 'throws.ts')).stderr).to.include(line);
  });

  it('has them as well when another file had to be compiled before', () => {
    writeTree(folder, { 'both.ts': "import './fresh';\nimport './throws';\n" });
    compileFile(path.join(folder, 'throws.ts'));
    const { stderr, status } = run(path.join(folder, 'both.ts'));
    expect(stderr).to.include(`${path.join(folder, 'throws.ts')}:5:`);
    expect(status).to.equal(1);
  });

  for (const name of ['./says', './says.ts', './says.js']) {
    it(`imports ${name} of another file in TypeScript`, () => {
      writeTree(folder, { 'says.ts': 'console.log("one");\n', 'asks.ts': `import '${name}';\n` });
      expect(run(path.join(folder, 'asks.ts'))).to.include({ stdout: 'one\n', status: 0 });
    });
  }

  it('names a file that is not there as it is asked for', () => {
    writeTree(folder, { 'asks.ts': `import './nobody.js';\n` });
    expect(run(path.join(folder, 'asks.ts')).stderr).to.include("Cannot find module './nobody.js'");
  });

  it('is not loaded from outside the course', () => {
    const outside = writeTree(temporaryFolder(), { 'x.ts': 'console.log("loaded");\n' });
    const { stdout, stderr } = run(path.join(outside, 'x.ts'));
    expect(stdout).to.equal('');
    expect(stderr).to.include('lies outside the course');
  });
});
