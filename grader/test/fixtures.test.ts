import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { FIXTURES, SOLUTIONS, displayPath } from '../system/paths';

/** A Python that has PyTorch; the scripts themselves insist on the pinned versions. */
const python = ['/usr/bin/python3', 'python3'].find(
  (candidate) => spawnSync(candidate, ['-c', 'import torch, PIL'], { stdio: 'ignore' }).status === 0,
);

const generators = [
  ...fs.readdirSync(FIXTURES).map((id) => path.join(FIXTURES, id)),
  ...fs.readdirSync(SOLUTIONS).map((id) => path.join(SOLUTIONS, id, 'suites')),
]
  .map((folder) => path.join(folder, 'generate', 'generate.py'))
  .filter((script) => fs.existsSync(script));

describe('expected values', () => {
  for (const script of generators) {
    it(`are what ${displayPath(script)} writes today`, function () {
      if (!python) this.skip();
      this.timeout(180_000);
      const { status, stdout, stderr } = spawnSync(python, [script, '--check'], { encoding: 'utf8' });
      expect(status, `${stdout}\n${stderr}`).to.equal(0);
    });
  }
});
