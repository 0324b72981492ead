import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { COURSE } from '../system/paths';

const readme = fs.readFileSync(path.join(COURSE, 'README.md'), 'utf8');
/** The README's blocks that show the table of a run, in their order. */
const shown = [...readme.matchAll(/```\n([^`]*\nScore [^`]*)```/g)].map((match) => match[1]!);

/**
 * What differs from machine to machine: how long it took, what the run before was, whether
 * bubblewrap is there, which device is best.
 */
function withoutMachine(text: string): string {
  return text
    .replace(/ in [\d.]+ s/g, ' in … s')
    .replace(/\nSince the last run:[^\n]*/g, '')
    .replace(/ · \w+ · (not )?isolated/g, ' · …')
    .replace(/\n\nWarnings\n(?: .*\n)+/g, '\n')
    .trim();
}

describe('README.md', function () {
  this.timeout(60_000);

  const runs: [string, string[]][] = [
    ['of the stubs', []],
    ['of the solution', ['cnn', '--submission', 'solutions/cnn']],
  ];
  for (const [index, [name, parameters]] of runs.entries()) {
    it(`shows what a run ${name} prints`, () => {
      const program = path.join(COURSE, 'grader', 'bin', 'boletim.js');
      const run = spawnSync(process.execPath, [program, 'grade', ...parameters], {
        cwd: COURSE,
        encoding: 'utf8',
      });
      expect(run.status, run.stderr).to.equal(0);
      expect(withoutMachine(shown[index] ?? 'nothing')).to.equal(withoutMachine(run.stdout));
    });
  }
});
