import { expect } from 'chai';
import path from 'node:path';
import { codeDigest, decidingModules, settings } from '../../run/code-digest';
import { modulesFrom } from '../../system/module-graph';
import { COURSE, displayPath } from '../../system/paths';
import { temporaryFolderInside, writeTree } from '../support/folders';

describe('what decides whether a result may be reused', function () {
  this.timeout(60_000);

  const kinds = [
    ...[
      'grader/errors.ts',
      'grader/loader/compile.js',
      'grader/loader/course-root.js',
      'grader/loader/run.js',
    ],
    ...['grader/system/paths.ts', 'grader/system/temporary-folder.ts', 'grader/wire/decode.ts'],
    ...['grader/run/question-reports.ts', 'grader/run/outcome.ts', 'grader/suite/compare-tensors.ts'],
    ...['grader/sandbox/child/main.ts', 'grader/sandbox/host/bwrap.ts', 'grader/typescript/type-check.ts'],
    ...['grader/submission/layout.ts', 'grader/assignment/spec.ts', 'assignments/toolkit/nn/conv2d.ts'],
    ...['tsconfig.json', 'package-lock.json'],
  ];
  it('is every module that takes part, and the settings of the course', () => {
    const files = [...modulesFrom(decidingModules()).files, ...settings()].map(displayPath);
    expect(files).to.include.members(kinds);
    expect(files.filter((file) => /\/(test|teaching|reporters|cli)\//.test(file))).to.deep.equal([]);
  });

  it('is the version of every package that they import', () => {
    const names = modulesFrom(decidingModules()).packages.map((name) => name.replace(/@[^@]*$/, ''));
    expect(names).to.include.members(['chai', 'mocha', 'typescript', 'ts-node', 'yaml', 'zod', 'acorn']);
  });

  it('is the same for the same files', () => {
    expect(codeDigest())
      .to.match(/^[0-9a-f]{64}$/)
      .and.equal(codeDigest());
  });
});

describe('the graph of modules', () => {
  const folder = temporaryFolderInside();
  writeTree(folder, {
    'a.ts': "import type { T } from './types';\nimport { b } from './b';\nexport const a: T = b;",
    'b.ts': "export const b = 1;\nexport const later = () => import('./later.ts');",
    'later.ts': "export const file = require.resolve('./process');",
    'process.js': "require('node:fs'); require('not-there-at-all'); require('./b');",
    'types.ts': 'export type T = number;',
    'other.ts': '',
  });

  it('follows imports, late ones and programs of their own, but no types', () => {
    const { files, packages } = modulesFrom([path.join(folder, 'a.ts')]);
    const names = files.map((file) => path.relative(folder, file));
    expect(names).to.deep.equal(['a.ts', 'b.ts', 'later.ts', 'process.js']);
    expect(packages).to.deep.equal([]);
  });

  it('names packages by their versions', () => {
    const { packages } = modulesFrom([path.join(COURSE, 'grader/suite/index.ts')]);
    expect(packages.find((name) => name.startsWith('chai@'))).to.match(/^chai@\d+\.\d+\.\d+$/);
  });
});
