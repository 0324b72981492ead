import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { readChain } from '../../../receipt';
import { temporaryFolder } from '../../../teaching/test/class/support';
import type { FarmWorker } from '../../worker/farm-worker';
import { makeKeys } from '../support/farm';
import { Served, solutionFiles, startWorker, tarOf } from '../support/served';
import { SmallDisk } from '../support/small-disk';
import { missingStore, redisStore, skipWhere, type TestStore } from '../support/stores';

describe('a server of hand-ins in trouble', function () {
  this.timeout(60_000);
  // Before the folder goes away.
  after(() => disk?.remove());
  const root = temporaryFolder();
  const keys = makeKeys(path.join(root, 'keys'));
  const assignment = loadAssignment('warmup');
  let store: TestStore;
  let disk: SmallDisk;
  let served: Served;
  let worker: FarmWorker;

  before(async function () {
    skipWhere(this, missingStore('redis'));
    store = await redisStore();
    await store.start();
    disk = new SmallDisk(path.join(root, 'disk'));
    const known = new Map([[keys.worker.publicKey, 'w']]);
    const out = path.join(disk.folder, 'served');
    served = new Served({ assignment, queue: store.url, out, key: keys.course, known, lang: 'en' }, ['ana']);
    await served.start();
    worker = await startWorker(store.url, keys, assignment);
  });

  after(async () => {
    await served?.end();
    await worker?.drain();
    await store?.remove();
  });

  const chainProblems = () =>
    readChain(fs.readFileSync(path.join(disk.folder, 'served/receipts.jsonl'))).problems;
  const handIn = async () => served.post('ana', await tarOf(solutionFiles()));

  it('measures itself while its queue is down, and grades what came then', async () => {
    await store.stop();
    const text = await (await served.get('/metrics', 'teacher')).text();
    expect(text)
      .to.contain('boletim_queue_up 0')
      .and.not.to.match(/^boletim_(workers|queue_jobs\{.*) \d/m);
    expect((await handIn()).status).to.equal(201);
    await store.start();
    expect((await served.result('ana', 1)).score).to.equal(10);
    expect(await (await served.get('/metrics', 'teacher')).text()).to.contain('boletim_queue_up 1');
  });

  it('counts once what is sent again because the answer was lost, also after a restart', async () => {
    const count = () => fs.readdirSync(path.join(disk.folder, 'served/hand-ins/ana')).length;
    const [before, archive] = [count(), await tarOf(solutionFiles())];
    const send = async () => (await served.post('ana', archive, { 'idempotency-key': 'one-0' })).text();
    const receipts = await Promise.all([send(), send()]);
    await served.end();
    await served.start();
    receipts.push(await send());
    expect([new Set(receipts).size, count() - before]).to.deep.equal([1, 1]);
  });

  it('leaves its folder to the next one when it ends, whatever was being graded', async () => {
    const numbers = [3, 4, 5];
    for (const delay of [0, 150, 400]) {
      expect((await handIn()).status).to.equal(201);
      await new Promise((resolve) => setTimeout(resolve, delay));
      await served.end();
      await served.start();
    }
    for (const number of numbers) expect((await served.result('ana', number)).score).to.equal(10);
    expect(chainProblems()).to.deep.equal([]);
  });

  it('takes nothing while its disk is full, blames nobody, and goes on when there is room', async function () {
    if (!disk.isMounted) return this.skip();
    disk.fill();
    const refused = await handIn();
    expect([refused.status, await refused.text()].join()).to.match(/^503,.*no fault of yours/);
    disk.free();
    expect((await handIn()).status).to.equal(201);
    disk.fill();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    disk.free();
    expect((await served.result('ana', 6)).score).to.equal(10);
    expect(chainProblems()).to.deep.equal([]);
  });
});
