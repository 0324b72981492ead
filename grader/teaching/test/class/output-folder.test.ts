import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { prepareOutput } from '../../class/output-folder';
import { UsageError } from '@boletim/grader/errors';
import { temporaryFolder, writeTree } from './support';

describe('the place of the output folder', () => {
  const root = writeTree(temporaryFolder(), { 'in/ana/a.ts': '', 'out/class.json': '' });
  fs.symlinkSync('in', path.join(root, 'link'));
  const check = (out: string) => () => prepareOutput(path.join(root, out), path.join(root, 'in'));

  for (const out of ['in', 'in/', 'in/out', 'in/ana/new/out', 'link/out']) {
    it(`is not among the submissions: ${out}`, () => {
      expect(check(out)).to.throw(UsageError, /lies in the submissions folder .* give --out another folder/);
    });
  }

  for (const out of ['out/class.json', 'out/class.json/below']) {
    it(`is no file: ${out}`, () => {
      expect(check(out)).to.throw(UsageError, /cannot be a folder for results .*; give --out another/);
    });
  }

  for (const out of ['out', 'in-out', 'new/out', '.']) {
    it(`may be elsewhere: ${out}`, () => expect(check(out)).not.to.throw());
  }
});
