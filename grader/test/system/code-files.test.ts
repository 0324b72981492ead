import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { codeFiles } from '../../system/code-files';
import { filesBelow } from '../../system/paths';
import { temporaryFolder, writeTree } from '../support/folders';

describe('the code below a folder', () => {
  const root = writeTree(temporaryFolder(), {
    'a/one.ts': '',
    'a/one.d.ts': '',
    'a/one.json': '',
    'test/two.js': '',
  });
  fs.symlinkSync(path.join(root, 'a', 'one.ts'), path.join(root, 'linked.ts'));
  const names = (files: string[]) =>
    files.map((file) => path.relative(root, file).split(path.sep).join('/')).sort();

  it('is what can run, links to it included', () => {
    expect(names(codeFiles(root))).to.deep.equal(['a/one.ts', 'linked.ts', 'test/two.js']);
    expect(names(codeFiles(root, ['test']))).to.deep.equal(['a/one.ts', 'linked.ts']);
  });

  it('is among its files, of which a link is none', () => {
    expect(names(filesBelow(root, ['test']))).to.deep.equal(['a/one.d.ts', 'a/one.json', 'a/one.ts']);
  });
});
