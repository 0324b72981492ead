import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '../../system/paths';
import { temporaryFolder, writeTree } from '../support/folders';

describe('a course that is not set up', () => {
  const folder = temporaryFolder();
  const guard = path.join('grader', 'loader', 'require-set-up.js');

  it('says that npm ci comes first', () => {
    for (const file of ['grader/package.json', guard]) {
      writeTree(folder, { [file]: fs.readFileSync(path.join(COURSE, file), 'utf8') });
    }
    expect(run(path.join(folder, guard))).to.deep.equal({
      status: 1,
      stderr: `The packages that Boletim needs are not installed. Run this first, in the folder of the course: npm ci\n`,
    });
  });

  for (const version of ['18.20.8', '20.18.3']) {
    it(`says that Node ${version} is too old`, () => {
      const { status, stderr } = run(path.join(COURSE, guard), version);
      expect(stderr).to.match(
        /^Boletim needs Node 20\.19 or newer, .* Install it from https:\/\/nodejs\.org\.\n$/,
      );
      expect(status).to.equal(1);
    });
  }

  it('is not one with these packages and this Node, or a newer one', () => {
    for (const version of [process.versions.node, '20.19.0', '23.0.0']) {
      expect(run(path.join(COURSE, guard), version)).to.deep.equal({ status: 0, stderr: '' });
    }
  });

  function run(file: string, version = process.versions.node): { status: number | null; stderr: string } {
    const program = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require(${JSON.stringify(file)});`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
    return { status, stderr };
  }
});
