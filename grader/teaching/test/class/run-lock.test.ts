import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { lockOutput } from '../../class/run-lock';
import { temporaryFolder } from './support';

describe('an output folder', () => {
  const leave = (content: string) => {
    const out = temporaryFolder();
    fs.writeFileSync(path.join(out, '.running'), content);
    return out;
  };

  it('is for one run at a time, and free again after it', () => {
    const out = temporaryFolder();
    const release = lockOutput(out);
    expect(() => lockOutput(out)).to.throw(UsageError, /Another run writes into .*; wait for it/);
    release();
    lockOutput(out)();
    expect(fs.readdirSync(out)).to.deep.equal([]);
  });

  it('is taken over from a run that was killed', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const own = JSON.parse(lockOf(temporaryFolder())) as { process: string };
    const gone = own.process.replace(/^(\d+)\.\d+\.\d+$/, `$1.${pid}.1`);
    const out = leave(JSON.stringify({ host: os.hostname(), process: gone }));
    expect(() => lockOutput(out)()).not.to.throw();
  });

  const kept: [string, string][] = [
    ['of another machine', JSON.stringify({ host: 'elsewhere', process: '1.1.1' })],
    ['that nobody can read', 'not JSON'],
  ];
  for (const [what, content] of kept) {
    it(`is not taken from a run ${what}`, () => {
      expect(() => lockOutput(leave(content))).to.throw(UsageError, /delete .*\.running/);
    });
  }

  function lockOf(out: string): string {
    const release = lockOutput(out);
    const text = fs.readFileSync(path.join(out, '.running'), 'utf8');
    release();
    return text;
  }
});
