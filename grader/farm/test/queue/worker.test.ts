import { expect } from 'chai';
import type { Queue } from 'bullmq';
import fs from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { loadAssignment } from '../../../assignment/load';
import { createKeyFile, signingKey } from '../../../receipt';
import { temporaryFolder } from '../../../teaching/test/class/support';
import { makeJob } from '../../queue/job';
import { queueName } from '../../queue/names';
import { RemoteGrading } from '../../queue/remote-grading';
import { openStore, type Store } from '../../queue/store';
import type { Course } from '../../worker/course';
import { FarmWorker } from '../../worker/farm-worker';
import { makeKeys, WorkerProcess } from '../support/farm';
import { missingStore, skipWhere, STORES, type StoreName, type TestStore } from '../support/stores';
import { held, workOf } from '../support/works';

for (const name of Object.keys(STORES) as StoreName[]) {
  describe(`a worker, over ${name}`, function () {
    this.timeout(60_000);
    const [course, worker] = [1, 2].map(() => signingKey(createKeyFile())) as [Key, Key];
    const assignment = loadAssignment('warmup');
    let running: TestStore;
    let store: Store;
    let queue: Queue;

    before(async function () {
      skipWhere(this, missingStore(name));
      running = await STORES[name]();
      await running.start();
      store = await openStore(running.url);
      const options = { connection: store.connection };
      queue = new store.Queue(queueName('warmup', held(assignment).work, ''), options);
      queue.on('error', () => {});
    });

    after(async () => {
      await queue?.close();
      await running?.remove();
    });

    const startWorker = (holds: Course, log: (line: string) => void = () => {}) => {
      const trusted = new Map([[course.publicKey, 'c']]);
      const options = { labels: [], key: worker, trusted, jobs: 1, lockSeconds: 5 };
      return new FarmWorker(store, { ...options, courses: [holds], log });
    };

    const thrown: [string, unknown, string][] = [
      ['nothing at all', undefined, 'undefined'],
      ['a text', 'no disk', 'no disk'],
      ['an Error without a text', new Error(''), 'no reason was given'],
      ['a text with a NUL', new Error('before \0 after'), 'before ␀ after'],
      ['half a character', new Error('half \ud800'), 'half \ufffd'],
    ];
    for (const [what, value, reason] of thrown) {
      it(`leaves a reason where ${what} is thrown while it grades`, async () => {
        const job = await makeJob(workOf(assignment, `// ${what}`), course);
        const { id } = await queue.add('grade', job, { attempts: 1 });
        const fails = Object.defineProperty(held(assignment), 'device', {
          get() {
            throw value;
          },
        });
        const farm = startWorker(fails);
        let failed = await queue.getJob(id!);
        for (let tries = 0; tries < 200 && !failed?.finishedOn; tries++) {
          await new Promise((resolve) => setTimeout(resolve, 50));
          failed = await queue.getJob(id!);
        }
        await farm.drain();
        expect(failed?.failedReason).to.equal(reason);
        await failed?.remove();
      });
    }

    it('takes a student who waits before a class that is graded anew', async () => {
      const known = new Map([[worker.publicKey, 'w']]);
      const remote = new RemoteGrading(store, { key: course, known, label: '', onWarning: () => {} });
      const order: string[] = [];
      const ask = async (priority: 'class' | 'student', text: string) => {
        await remote.grade(workOf(assignment, text), priority);
        order.push(priority);
      };
      const asked = ['// 1', '// 2', '// 3'].map((text) => ask('class', text));
      while ((await queue.getJobCounts('prioritized')).prioritized !== 3)
        await new Promise((resolve) => setTimeout(resolve, 20));
      asked.push(ask('student', '// 4'));
      while ((await queue.getJobCounts('prioritized')).prioritized !== 4)
        await new Promise((resolve) => setTimeout(resolve, 20));
      const farm = startWorker(held(assignment));
      await Promise.all(asked);
      await Promise.all([farm.drain(), remote.close()]);
      expect(order[0]).to.equal('student');
    });

    it('drains, and whoever waits lets go, while the store is down', async () => {
      const known = new Map([[worker.publicKey, 'w']]);
      const remote = new RemoteGrading(store, { key: course, known, label: '', onWarning: () => {} });
      const farm = startWorker(held(assignment));
      await remote.grade(workOf(assignment, '// the last one'));
      await running.stop();
      await Promise.all([farm.drain(), remote.close()]);
      await running.start();
    });
  });
}

type Key = ReturnType<typeof signingKey>;

describe('a worker on a machine without isolation', () => {
  it('refuses to work', async () => {
    const root = temporaryFolder();
    const empty = path.join(root, 'bin');
    fs.mkdirSync(empty);
    const worker = new WorkerProcess('redis://127.0.0.1:1', makeKeys(path.join(root, 'keys')), {
      extra: ['--sandbox', 'auto'],
      environment: { PATH: empty },
    });
    const [status] = (await once(worker.child, 'close')) as [number];
    expect(status).to.equal(1);
    expect(worker.output).to.match(/This run needs the bubblewrap sandbox: .*say --sandbox process/s);
  });
});
