import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COURSE } from '../../system/paths';
import { createTemporaryFolder, sweepTemporaryFolders } from '../../system/temporary-folder';

const REGISTER = path.join(COURSE, 'grader/loader/register.js');

/** A folder of a process that has been killed before it could remove it. */
function abandonedFolder(): string {
  const code = `const folder = require('${COURSE}/grader/system/temporary-folder.ts').createTemporaryFolder('stage');
    require('node:fs').writeFileSync(folder + '/file', ''); console.log(folder); process.kill(process.pid, 'SIGKILL');`;
  return spawnSync(process.execPath, ['--require', REGISTER, '-e', code], { encoding: 'utf8' }).stdout.trim();
}

describe('temporary folders', function () {
  this.timeout(20_000);

  it('are removed by the next run when their owner was killed', () => {
    const folder = abandonedFolder();
    expect(fs.existsSync(folder)).to.equal(true);
    const looked: string[] = [];
    expect(sweepTemporaryFolders((found) => looked.push(found))).to.include(folder);
    expect(looked).to.include(folder);
    expect(fs.existsSync(folder)).to.equal(false);
  });

  it('are kept while their owner runs', () => {
    const folder = createTemporaryFolder('stage');
    expect(sweepTemporaryFolders()).to.not.include(folder);
    expect(fs.readdirSync(folder)).to.deep.equal([]);
    fs.rmSync(folder, { recursive: true });
  });

  it('are kept when the name only looks like one, is a link, or belongs to another container', () => {
    const [space, pid] = /-(\d+)\.(\d+)\./.exec(path.basename(createdAndRemoved()))!.slice(1) as [
      string,
      string,
    ];
    const names = [
      'boletim-notes',
      `boletim-stage-${Number(space) + 1}.${pid}.1-abcdef`,
      'boletim-stage-1.2-abcdef',
    ];
    const kept = names.map((name) => path.join(os.tmpdir(), name));
    for (const folder of kept) fs.mkdirSync(folder);
    const link = path.join(os.tmpdir(), `boletim-stage-${space}.${pid}.1-fedcba`);
    fs.symlinkSync(os.homedir(), link);
    try {
      const removed = sweepTemporaryFolders();
      for (const folder of [...kept, link]) expect(removed).to.not.include(folder);
    } finally {
      for (const folder of kept) fs.rmdirSync(folder);
      fs.unlinkSync(link);
    }
  });
});

function createdAndRemoved(): string {
  const folder = createTemporaryFolder('stage');
  fs.rmSync(folder, { recursive: true });
  return folder;
}
