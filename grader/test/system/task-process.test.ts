import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '../../system/paths';
import { TaskPool } from '../../system/task-pool';
import { inTemporaryFolder } from '../../system/temporary-folder';
import type { Task } from '../../system/task-messages';
import type { TaskProcess } from '../../system/task-process';

const task = (name: string, request: unknown = null): Task => ({
  module: path.join(__dirname, 'tasks.ts'),
  name,
  request,
});
const MILLISECONDS = 20_000;
const pool = new TaskPool({ memoryMegabytes: 256 });

describe('a process of tasks', function () {
  this.timeout(60_000);

  it('is used again once it was given back', () => {
    const worker = pool.take();
    pool.giveBack(worker);
    expect(pool.take() === worker).to.equal(true);
    worker.end();
  });

  it('is ended while it waits, and not while it works', async () => {
    const [waits, works] = [pool.take(), pool.take()];
    pool.giveBack(waits);
    const answer = works.ask(task('crashIfUsed'), MILLISECONDS);
    pool.endIdle();
    expect(await waits.ask(task('processId'), MILLISECONDS)).to.have.property('failure');
    expect(await answer).to.deep.equal({ result: 'worked' });
    const next = pool.take();
    expect([waits, works].includes(next)).to.equal(false);
    for (const worker of [works, next]) worker.end();
  });

  it('that dies waiting is taken by nobody', async () => {
    const worker = pool.take();
    const pid = await processIdOf(worker);
    pool.giveBack(worker);
    process.kill(pid, 'SIGKILL');
    for (let i = 0; i < 200 && exists(pid); i += 1) await sleep(25);
    const next = pool.take();
    expect(next === worker).to.equal(false);
    next.end();
  });

  it('is told from a task that takes too long, or that is its end', async () => {
    const [spins, crashes] = [pool.take(), pool.take()];
    const answers = [spins.ask(task('spin'), 1500), crashes.ask(task('crash'), MILLISECONDS)];
    expect(await Promise.all(answers)).to.deep.equal([{ failure: 'timed-out' }, { failure: 'crashed' }]);
  });

  it('is started again when an earlier task may be why it died', async () => {
    const worker = pool.take();
    await processIdOf(worker);
    expect(await worker.ask(task('crashIfUsed'), MILLISECONDS)).to.deep.equal({ result: 'worked' });
    worker.end();
  });
});

describe('a task whose process is ended by something else', function () {
  this.timeout(60_000);

  it('is done all the same, also where it was the first one', () =>
    inTemporaryFolder('task', async (folder) => {
      const worker = pool.take();
      const answer = await worker.ask(task('crashOnce', path.join(folder, 'mark')), MILLISECONDS);
      worker.end();
      expect(answer).to.deep.equal({ result: 'worked' });
    }));

  it('is done all the same where the process did not even start', async function () {
    if (process.platform !== 'linux') this.skip();
    const before = children();
    const worker = pool.take();
    const answer = worker.ask(task('crashIfUsed'), MILLISECONDS);
    for (const pid of children()) if (!before.includes(pid)) process.kill(pid, 'SIGKILL');
    expect(await answer).to.deep.equal({ result: 'worked' });
    worker.end();
  });
});

describe('a process of tasks whose parent', function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  const ends: [how: string, then: string, kill: boolean][] = [
    ['ends, which it does not keep from it, ends', 'pool.giveBack(worker)', false],
    ['is killed while it waits ends', 'setInterval(() => {}, 1000)', true],
    ['is killed while it works ends soon', "worker.ask({ ...task, name: 'spin' }, 1000)", true],
  ];
  const places = [
    ['', process.env.PATH],
    [', where the kernel is not asked for it', '/nowhere'],
  ] as const;
  const cases = places.flatMap(([where, programs]) => ends.map((end) => [where, programs, ...end] as const));
  for (const [where, programs, how, then, kill] of cases) {
    it(`${how}${where}`, async () => {
      const parent = startParent(then, { PATH: programs });
      const pid = Number(await once(parent.stdout!, 'data'));
      expect(isRunning(pid)).to.equal(true);
      if (kill) parent.kill('SIGKILL');
      await once(parent, 'exit');
      for (let i = 0; i < 200 && isRunning(pid); i += 1) await sleep(25);
      expect(isRunning(pid)).to.equal(false);
    });
  }
});

/** A program that prints the id of its process, and then does something with it. */
function startParent(then: string, env: NodeJS.ProcessEnv) {
  const program = `
    const { TaskPool } = require('./grader/system/task-pool.ts');
    const pool = new TaskPool({ memoryMegabytes: 256 });
    const task = ${JSON.stringify(task('processId'))};
    const worker = pool.take();
    worker.ask(task, ${MILLISECONDS}).then(({ result }) => { ${then}; console.log(result); });`;
  const parameters = ['--require', './grader/loader/register.js', '--eval', program];
  return spawn(process.execPath, parameters, { cwd: COURSE, env, stdio: ['ignore', 'pipe', 'inherit'] });
}

function children(): number[] {
  const text = fs.readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

async function processIdOf(worker: TaskProcess): Promise<number> {
  const answer = await worker.ask<number>(task('processId'), MILLISECONDS);
  return 'result' in answer ? answer.result : expect.fail(answer.failure);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What has ended and was not asked for its end yet has no command line. */
function isRunning(pid: number): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
