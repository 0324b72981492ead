import { expect } from 'chai';
import { ownProcessName } from '@boletim/grader/system';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { classSeed, studentSeed } from '../../class/class-seed';
import { temporaryFolder, writeTree } from './support';
import { removeHalfWritten } from '../../../system/whole-file';

describe("the seed of a class's drawn inputs", () => {
  const root = temporaryFolder();

  it('is the same for the same output folder, and another elsewhere', async () => {
    const [here, there] = [path.join(root, 'here'), path.join(root, 'there')];
    expect(await classSeed(here)).to.equal(await classSeed(here));
    expect(await classSeed(here)).to.not.equal(await classSeed(there));
  });

  it('is nothing that others of the machine read, and leaves nothing beside it', async () => {
    const out = path.join(root, 'alone');
    await classSeed(out);
    expect(fs.readdirSync(path.join(out, 'instructor'))).to.deep.equal(['.seed']);
    expect(fs.statSync(path.join(out, 'instructor', '.seed')).mode & 0o077).to.equal(0);
  });

  it('is drawn again when the file was damaged', async () => {
    const out = path.join(root, 'damaged');
    const seed = await classSeed(out);
    fs.writeFileSync(path.join(out, 'instructor', '.seed'), '');
    expect(await classSeed(out)).to.not.equal(seed);
  });

  it('is written with nothing left behind by runs that were killed', async () => {
    const out = path.join(root, 'killed');
    const { pid } = spawnSync('true');
    const space = ownProcessName().split('.')[0];
    const own = `.seed.${ownProcessName()}-01234567.tmp`;
    writeTree(out, { [`.results/a.json.${space}.${pid}.1-01234567.tmp`]: '', [own]: '' });
    removeHalfWritten(out);
    expect([fs.readdirSync(path.join(out, '.results')), fs.existsSync(path.join(out, own))]).to.deep.equal([
      [],
      true,
    ]);
  });

  it("is for each student one that the student's id does not give away", () => {
    expect(studentSeed(1, 'ana')).to.equal(studentSeed(1, 'ana'));
    expect(new Set([studentSeed(1, 'ana'), studentSeed(2, 'ana'), studentSeed(1, 'bo')]).size).to.equal(3);
  });
});
