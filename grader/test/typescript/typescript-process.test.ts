import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '../../system/paths';
import { TypeScriptProcess, type Task } from '../../typescript/typescript-process';

const task = (name: string): Task => ({ module: path.join(__dirname, 'tasks.ts'), name, request: null });
const MILLISECONDS = 20_000;

describe('a process with the compiler', function () {
  this.timeout(60_000);

  it('is used again once it was given back', () => {
    const compiler = TypeScriptProcess.take();
    compiler.giveBack();
    expect(TypeScriptProcess.take() === compiler).to.equal(true);
    compiler.end();
  });

  it('is ended while it waits, and not while it works', async () => {
    const [waits, works] = [TypeScriptProcess.take(), TypeScriptProcess.take()];
    waits.giveBack();
    const answer = works.ask(task('crashIfUsed'), MILLISECONDS);
    TypeScriptProcess.endIdle();
    expect(await waits.ask(task('processId'), MILLISECONDS)).to.have.property('failure');
    expect(await answer).to.deep.equal({ result: 'worked' });
    const next = TypeScriptProcess.take();
    expect([waits, works].includes(next)).to.equal(false);
    for (const compiler of [works, next]) compiler.end();
  });

  it('that dies waiting is taken by nobody', async () => {
    const compiler = TypeScriptProcess.take();
    const pid = await processIdOf(compiler);
    compiler.giveBack();
    process.kill(pid, 'SIGKILL');
    for (let i = 0; i < 200 && exists(pid); i += 1) await sleep(25);
    const next = TypeScriptProcess.take();
    expect(next === compiler).to.equal(false);
    next.end();
  });

  it('is told from a task that takes too long, or that is its end', async () => {
    const [spins, crashes] = [TypeScriptProcess.take(), TypeScriptProcess.take()];
    const answers = [spins.ask(task('spin'), 1500), crashes.ask(task('crash'), MILLISECONDS)];
    expect(await Promise.all(answers)).to.deep.equal([{ failure: 'timed-out' }, { failure: 'crashed' }]);
  });

  it('is started again when an earlier task may be why it died', async () => {
    const compiler = TypeScriptProcess.take();
    await processIdOf(compiler);
    expect(await compiler.ask(task('crashIfUsed'), MILLISECONDS)).to.deep.equal({ result: 'worked' });
    compiler.end();
  });
});

describe('a process with the compiler whose parent', function () {
  this.timeout(60_000);
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  const ends: [how: string, then: string, kill: boolean][] = [
    ['ends, which it does not keep from it, ends', 'compiler.giveBack()', false],
    ['is killed while it waits ends', 'setInterval(() => {}, 1000)', true],
    ['is killed while it works ends soon', "compiler.ask({ ...task, name: 'spin' }, 1000)", true],
  ];
  for (const [how, then, kill] of ends) {
    it(how, async () => {
      const parent = startParent(then);
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
function startParent(then: string) {
  const program = `
    const { TypeScriptProcess } = require('./grader/typescript/typescript-process.ts');
    const task = ${JSON.stringify(task('processId'))};
    const compiler = TypeScriptProcess.take();
    compiler.ask(task, ${MILLISECONDS}).then(({ result }) => { ${then}; console.log(result); });`;
  const parameters = ['--require', './grader/loader/register.js', '--eval', program];
  return spawn(process.execPath, parameters, { cwd: COURSE, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function processIdOf(compiler: TypeScriptProcess): Promise<number> {
  const answer = await compiler.ask<number>(task('processId'), MILLISECONDS);
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
