import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { FIXTURES, SOLUTIONS, displayPath } from '../system/paths';

/** The first Python that has what a script imports; the scripts themselves insist on the pinned versions. */
function pythonFor(script: string): string | undefined {
  const text = fs.readFileSync(script, 'utf8');
  const modules = ['torch', 'PIL', 'numpy', 'scipy', 'pandas', 'pingouin'].filter((name) =>
    new RegExp(`^\\s*(import|from) ${name}\\b`, 'm').test(text),
  );
  return PYTHONS.find(
    (python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0,
  );
}

const PYTHONS = [...(process.env.PYTHON ? [process.env.PYTHON] : []), '/usr/bin/python3', 'python3'];

const generators = [
  ...fs.readdirSync(FIXTURES).map((id) => path.join(FIXTURES, id)),
  ...fs.readdirSync(SOLUTIONS).map((id) => path.join(SOLUTIONS, id, 'suites')),
]
  .map((folder) => path.join(folder, 'generate', 'generate.py'))
  .filter((script) => fs.existsSync(script));

describe('expected values', () => {
  for (const script of generators) {
    it(`are what ${displayPath(script)} writes today`, function () {
      this.timeout(180_000);
      const python = pythonFor(script);
      if (!python) return this.skip();
      const { status, stdout, stderr } = spawnSync(python, [script, '--check'], { encoding: 'utf8' });
      expect(status, `${stdout}\n${stderr}`).to.equal(0);
    });
  }
});
