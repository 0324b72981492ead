import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, SOLUTIONS } from '../../paths';
import { temporaryFolder, writeTree } from '../support/folders';

describe('boletim grade --watch', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let child: ChildProcess | undefined;
  after(() => child?.kill('SIGKILL'));

  it('grades again when a file changes, is replaced or breaks, until it is ended', async () => {
    const solution = fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', 'mean.ts'), 'utf8');
    const file = path.join(folder, 'src', 'mean.ts');
    writeTree(folder, { 'src/mean.ts': 'export const mean = () => 3;\n' });
    const output = watch(folder);
    await output.until(/Score 1 \/ 3[^]*Waiting for a change/);
    fs.writeFileSync(file, 'export const mean = (;\n');
    await output.until(/syntax error[^]*Score 0 \/ 3[^]*Waiting for a change/);
    writeTree(folder, { 'src/new.ts': solution });
    fs.renameSync(path.join(folder, 'src', 'new.ts'), file);
    await output.until(/Score 3 \/ 3[^]*Waiting for a change/);
    expect(child!.exitCode).to.equal(null);
  });

  /** Starts the program; `until` waits for text that came since the last time. */
  function watch(submission: string): { until(pattern: RegExp): Promise<void> } {
    const program = path.join(ROOT, 'grader', 'bin', 'boletim.js');
    const flags = ['--submission', submission, '--question', 'mean', '--sandbox', 'process', '--watch'];
    child = spawn(process.execPath, [program, 'grade', 'warmup', ...flags]);
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()));
    return {
      async until(pattern) {
        while (!pattern.test(text)) await new Promise((resolve) => child!.stdout!.once('data', resolve));
        text = '';
      },
    };
  }
});
