import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { TaskPool } from '../../system/task-pool';

/** No other pool has this bound, by which its processes are known. */
const MEGABYTES = 333;

describe('a pool of processes', function () {
  this.timeout(60_000);
  const pool = new TaskPool({ memoryMegabytes: MEGABYTES });
  const module_ = path.join(__dirname, '..', '..', 'submission', 'declaration.ts');
  const task = { module: module_, name: 'parseDeclaration', request: { file: 'd.yaml', text: 'hours: 3\n' } };
  after(() => pool.endIdle());

  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  it('answers many at once with a bounded number of processes, and keeps few of them', async () => {
    const asked = Array.from({ length: 60 }, () => pool.ask(task, 30_000));
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, processes())), 50);
    const answers = await Promise.all(asked);
    clearInterval(watch);
    expect(answers.every((answer) => 'result' in answer)).to.equal(true);
    expect(most).to.be.within(1, Math.max(8, 2 * os.availableParallelism()));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(processes()).to.be.within(1, Math.max(2, os.availableParallelism()));
  });
});

function processes(): number {
  const lines = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'args'], { encoding: 'utf8' });
  return lines.split('\n').filter((line) => line.includes(`--max-old-space-size=${MEGABYTES} `)).length;
}
