import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { NODE_MODULES } from '../../../system/paths';
import { packPackage } from '../../packages/pack-package';
import { temporaryFolder } from '../class/support';

/** With the tools that tell authors of packages what those who install them would meet. */
describe('a package as it is published', function () {
  this.timeout(120_000);
  const root = temporaryFolder();
  const tool = (name: string, ...parameters: string[]) =>
    spawnSync(process.execPath, [path.join(NODE_MODULES, name), ...parameters], {
      cwd: root,
      encoding: 'utf8',
    });

  for (const name of ['grader', 'toolkit', 'teaching', 'desk', 'farm']) {
    it(`holds what its package.json says, and is found with its types: @boletim/${name}`, () => {
      const { file, bytes } = packPackage(`@boletim/${name}`);
      fs.writeFileSync(path.join(root, file), bytes);
      const publint = tool('publint/src/cli.js', file, '--strict');
      expect(publint.stdout + publint.stderr).to.contain('All good!');
      // Every Node that can run it reads exports; "node10" means those that do not.
      const types = tool('@arethetypeswrong/cli/dist/index.js', file, '--profile', 'node16');
      expect(types.status, types.stdout + types.stderr).to.equal(0);
    });
  }
});
