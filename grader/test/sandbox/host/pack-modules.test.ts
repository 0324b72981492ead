import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { COMPILED } from '../../../loader/compile';
import { compileGiven } from '../../../sandbox/host/given';
import { packModules } from '../../../sandbox/host/pack-modules';
import { settledStats } from '../../../system/settled-stats';
import { COURSE } from '../../../system/paths';
import type { PackedModules } from '../../../wire/packed-modules';
import { temporaryFolder, writeTree } from '../../support/folders';

/** Runs with a clock that is a minute ahead: what has just been written has then settled. */
function later<T>(run: () => T, milliseconds = 60_000): T {
  const { now } = Date;
  Date.now = () => now() + milliseconds;
  try {
    return run();
  } finally {
    Date.now = now;
  }
}

function read(packed: string | null): PackedModules {
  return JSON.parse(fs.readFileSync(packed!, 'utf8')) as PackedModules;
}

describe('what a sandbox loads', () => {
  const given = later(() => compileGiven(loadAssignment('cnn')));
  const { code, found } = read(given.packed);
  const inCourse = Object.keys(code).flatMap((file) =>
    file.startsWith(COMPILED) ? [path.relative(COMPILED, file).split(path.sep).join('/')] : [],
  );

  it('is in one file: the child program, the lab and what the course exports', () => {
    expect(inCourse).to.include.members([
      'grader/sandbox/child/main.js',
      'assignments/cnn/lab.js',
      'assignments/toolkit/index.js',
      'assignments/toolkit/nn/conv2d.js',
    ]);
    expect(given.readable).to.include(given.packed);
  });

  it('has no suite, no solution, no stub and nothing else that it may not read', () => {
    const foreign = inCourse.filter(
      (file) => !/^(grader\/(sandbox\/child|wire|loader)|assignments\/(toolkit|cnn))\//.test(file),
    );
    expect(foreign).to.deep.equal([]);
    expect(inCourse.filter((file) => /\/(src|suites|test)\//.test(file))).to.deep.equal([]);
  });

  it('has each file as it is, but for the source map', () => {
    for (const [file, text] of Object.entries(code))
      expect(fs.readFileSync(file, 'utf8').startsWith(text.slice(0, -80)), file).to.equal(true);
  });

  it('leaves to Node what the name of a package means', () => {
    const names = Object.values(found).flatMap((of) => Object.keys(of));
    expect(names.length).to.be.above(300);
    expect(names.filter((name) => !name.startsWith('.'))).to.deep.equal([]);
  });
});

describe('packing modules', () => {
  const folder = temporaryFolder();
  const [main, part] = ['main.js', 'part.js'].map((name) => path.join(folder, name)) as [string, string];
  const modules = { entries: [main], readable: [folder] };
  writeTree(folder, {
    'main.js': "console.log(require('./part').one);",
    'part.js': 'exports.one = 1;\n//# sourceMappingURL=data:application/json;base64,e30=\n',
  });

  it('waits until their files have rested: two writes of one moment look the same', () => {
    expect(later(() => [settledStats([main, part]), packModules(modules)], -3_600_000)).to.deep.equal([
      null,
      null,
    ]);
  });

  it('makes the same file again, and another when a module has changed', () => {
    const first = later(() => packModules(modules));
    expect(read(first).code).to.deep.equal({
      [main]: "console.log(require('./part').one);",
      [part]: 'exports.one = 1;\n',
    });
    expect(later(() => packModules(modules))).to.equal(first);
    writeTree(folder, { 'part.js': 'exports.one = 11;' });
    expect(read(later(() => packModules(modules))).code[part]).to.equal('exports.one = 11;');
  });

  it('takes nothing that is not given', () => {
    const packed = later(() => packModules({ entries: [main], readable: [main] }));
    expect(Object.keys(read(packed).code)).to.deep.equal([main]);
  });

  it('lets a program run without looking for them, and with what is not among them', () => {
    writeTree(folder, { 'other.js': 'exports.two = 2;' });
    const packed = path.join(folder, 'packed.json');
    const text = "console.log(require('./gone').one + require('./other').two);";
    const gone = path.join(folder, 'gone.js');
    writeTree(folder, {
      'packed.json': JSON.stringify({
        code: { [gone]: 'exports.one = 1;' },
        found: { [main]: { './gone': gone } },
      } satisfies PackedModules),
      'main.js': `require(${JSON.stringify(path.join(COURSE, 'grader/sandbox/child/load-packed.ts'))});\n${text}`,
    });
    const register = path.join(COURSE, 'grader', 'loader', 'register.js');
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', register, main, packed], {
      encoding: 'utf8',
      cwd: COURSE,
    });
    expect({ stdout, stderr }).to.deep.equal({ stdout: '3\n', stderr: '' });
  });
});
