import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { classSeed, studentSeed } from '../../class/class-seed';
import { temporaryFolder } from './support';

describe("the seed of a class's drawn inputs", () => {
  const root = temporaryFolder();

  it('is the same for the same output folder, and another elsewhere', () => {
    const [here, there] = [path.join(root, 'here'), path.join(root, 'there')];
    expect(classSeed(here)).to.equal(classSeed(here));
    expect(classSeed(here)).to.not.equal(classSeed(there));
  });

  it('is nothing that others of the machine read, and leaves nothing beside it', () => {
    const out = path.join(root, 'alone');
    classSeed(out);
    expect(fs.readdirSync(path.join(out, 'instructor'))).to.deep.equal(['.seed']);
    expect(fs.statSync(path.join(out, 'instructor', '.seed')).mode & 0o077).to.equal(0);
  });

  it('is drawn again when the file was damaged', () => {
    const out = path.join(root, 'damaged');
    const seed = classSeed(out);
    fs.writeFileSync(path.join(out, 'instructor', '.seed'), '');
    expect(classSeed(out)).to.not.equal(seed);
  });

  it("is for each student one that the student's id does not give away", () => {
    expect(studentSeed(1, 'ana')).to.equal(studentSeed(1, 'ana'));
    expect(new Set([studentSeed(1, 'ana'), studentSeed(2, 'ana'), studentSeed(1, 'bo')]).size).to.equal(3);
  });
});
