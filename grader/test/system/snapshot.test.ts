import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { snapshotOf } from '../../system/snapshot';
import { TaskPool } from '../../system/task-pool';
import { nodeFlags, type TaskProcessPlan } from '../../system/task-process';
import { inTemporaryFolder } from '../../system/temporary-folder';
import type { Task } from '../../system/task-messages';

const task = (name: string): Task => ({ module: path.join(__dirname, 'tasks.ts'), name, request: null });
const count = task('count');
const MILLISECONDS = 20_000;

describe('a snapshot of processes', function () {
  this.timeout(60_000);
  const plan = { memoryMegabytes: 256, snapshot: `test-${process.pid}` } satisfies TaskProcessPlan;
  const pool = new TaskPool(plan);
  const blob = () => snapshotOf({ name: plan.snapshot, flags: nodeFlags(plan) });
  const inNewProcess = async (asked: Task) => {
    const worker = pool.take();
    const answer = await worker.ask(asked, MILLISECONDS);
    worker.end();
    return answer;
  };
  let folder = '';

  after(() => {
    const taken = fs.readdirSync(folder).filter((name) => name.startsWith(plan.snapshot));
    for (const name of taken) fs.rmSync(path.join(folder, name));
  });

  it('is where each begins, with its modules loaded and its tasks done', async () => {
    expect(await inNewProcess(count)).to.deep.equal({ result: 1 });
    await pool.prepare([count, count, task('firstEnvironment')], []);
    folder = path.dirname(blob()!);
    expect(await inNewProcess(count)).to.deep.equal({ result: 3 });
    expect(await inNewProcess(count)).to.deep.equal({ result: 3 });
  });

  it('holds nothing of the environment in which it was taken, and is its owner’s alone', async () => {
    expect(await inNewProcess(task('firstEnvironment')))
      .to.have.property('result')
      .that.does.not.include('PATH');
    if (process.platform !== 'win32') expect(fs.statSync(blob()!).mode & 0o777).to.equal(0o600);
  });

  it('that cannot be used costs nobody an answer', async () => {
    fs.writeFileSync(blob()!, 'no snapshot');
    expect(await inNewProcess(count)).to.deep.equal({ result: 1 });
  });

  it('is left alone once a file that it depends on has changed', () =>
    inTemporaryFolder('snapshot-test', async (place) => {
      const file = path.join(place, 'setting');
      fs.writeFileSync(file, 'one');
      fs.rmSync(blob()!);
      await pool.prepare([count], [file]);
      expect(await inNewProcess(count)).to.deep.equal({ result: 2 });
      fs.writeFileSync(file, 'two');
      expect(blob()).to.equal(undefined);
      expect(await inNewProcess(count)).to.deep.equal({ result: 1 });
    }));
});
