import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { gradeClass } from '../../../teaching/class';
import { verifyFolder } from '../../../teaching/receipts/verify-folder';
import { temporaryFolder } from '../../../teaching/test/class/support';
import { DEFAULT_SEED } from '../../../suite/random';
import { localOptions, makeKeys, PROGRAM, sandbox, WorkerProcess, writeSubmissions } from '../support/farm';
import { resultsOf } from '../support/results';
import { missingStore, skipWhere, STORES, type StoreName, type TestStore } from '../support/stores';

const SUBMISSIONS = 8;

for (const name of Object.keys(STORES) as StoreName[]) {
  describe(`a class graded by workers, over ${name}`, function () {
    this.timeout(120_000);
    const root = temporaryFolder();
    const submissions = path.join(root, 'in');
    const keys = makeKeys(path.join(root, 'keys'));
    const workers: WorkerProcess[] = [];
    const classes: ChildProcess[] = [];
    let store: TestStore;

    before(async function () {
      skipWhere(this, missingStore(name));
      writeSubmissions(submissions, SUBMISSIONS);
      store = await STORES[name]();
      await store.start();
    });

    after(async () => {
      // A class waits for its queue, however long: after a test that failed, too.
      for (const child of classes) child.kill('SIGKILL');
      await Promise.all(workers.map((worker) => worker.kill()));
      await store?.remove();
    });

    const startWorker = (extra: string[] = []) => {
      const worker = new WorkerProcess(store.url, keys, { extra });
      workers.push(worker);
      return worker;
    };
    const startClass = (out: string, extra: string[] = []) => {
      const { files } = keys;
      const fixed = ['class', submissions, 'warmup', '--out', out, '--device', 'cpu', '--sandbox', sandbox];
      const remote = ['--seed', String(DEFAULT_SEED), '--queue', store.url];
      const signed = ['--sign', files.course, '--workers', files.workers];
      const child = spawn(process.execPath, [PROGRAM, ...fixed, ...remote, ...signed, ...extra]);
      classes.push(child);
      return child;
    };
    const runClass = async (out: string, extra: string[] = []) => {
      const child = startClass(out, extra);
      let [stdout, stderr, said] = ['', '', 0];
      child.stdout.on('data', (chunk: Buffer) => ((stdout += chunk.toString()), (said = performance.now())));
      child.stderr.on('data', (chunk: Buffer) => ((stderr += chunk.toString()), (said = performance.now())));
      const [status] = (await once(child, 'close')) as [number | null];
      return { status, stdout, stderr, secondsToEnd: (performance.now() - said) / 1000 };
    };

    it('writes what the class without a queue writes, and leaves nothing in the store', async () => {
      const [near, far] = [path.join(root, 'near'), path.join(root, 'far')];
      await gradeClass(localOptions(near, submissions));
      startWorker(['--jobs', '2']);
      const { status, stdout, stderr, secondsToEnd } = await runClass(far);
      // A line that is silent counts as broken after 30 s; whoever let go of it does not wait for that.
      expect(secondsToEnd).to.be.below(10);
      expect([status, /^\d+ graded.*/m.exec(stdout)?.[0]], stderr).to.deep.equal([
        0,
        '8 graded, 0 as before.',
      ]);
      expect(resultsOf(far)).to.deep.equal(resultsOf(near));
      expect(
        verifyFolder(
          far,
          new Map([
            [keys.worker.publicKey, 'w'],
            [keys.course.publicKey, 'c'],
          ]),
        ),
      ).to.deep.equal({
        problems: [],
        results: SUBMISSIONS,
        signers: ['c', 'w'],
      });
    });

    it('grades only what changed, and nothing without need of a worker', async () => {
      const far = path.join(root, 'far');
      await Promise.all(workers.map((worker) => worker.kill()));
      expect((await runClass(far)).stdout).to.match(/^0 graded, 8 as before/m);
    });

    it('drains when told to, and a job that was running is done', async () => {
      const worker = startWorker();
      const out = path.join(root, 'drained');
      const running = runClass(out, ['--in-flight', '2']);
      await worker.says(/graded result-/);
      const ended = worker.drain();
      const other = startWorker(['--jobs', '2']);
      expect(await ended, worker.output).to.equal(0);
      expect(worker.output).to.match(/Drained\.\n$/);
      expect((await running).stdout).to.match(/^8 graded/m);
      await other.kill();
    });

    it('has the job of a killed worker done by another', async () => {
      const first = startWorker(['--lock-seconds', '2']);
      const running = runClass(path.join(root, 'killed'));
      await first.says(/graded result-/);
      await first.kill();
      startWorker(['--lock-seconds', '2', '--jobs', '2']);
      expect((await running).stdout).to.match(/^8 graded/m);
      await Promise.all(workers.map((worker) => worker.kill()));
    });

    it('goes on where a class that was killed ended, and over a restart of the store', async () => {
      const worker = startWorker(['--lock-seconds', '2']);
      const out = path.join(root, 'restarted');
      const child = startClass(out);
      await worker.says(/graded result-/);
      child.kill('SIGKILL');
      const running = runClass(out);
      await store.stop();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await store.start();
      const { status, stdout, stderr } = await running;
      expect(
        [
          status,
          /(\d+) graded, (\d+) as before/
            .exec(stdout)
            ?.slice(1)
            .map(Number)
            .reduce((a, b) => a + b),
        ],
        stderr + worker.output,
      ).to.deep.equal([0, SUBMISSIONS]);
      await worker.kill();
    });
  });
}
