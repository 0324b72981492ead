import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { COURSE } from '../../../system/paths';
import { isTrouble, patiently } from '../../queue/patience';
import { openQueue, openStore } from '../../queue/store';
import { CuttingProxy } from '../support/cutting-proxy';
import { missingStore, skipWhere, STORES, type StoreName, type TestStore } from '../support/stores';

for (const name of Object.keys(STORES) as StoreName[]) {
  describe(`lines to ${name} that break`, function () {
    this.timeout(60_000);
    let server: TestStore;
    let proxy: CuttingProxy;
    let url: string;
    let child: ChildProcess | undefined;

    before(async function () {
      skipWhere(this, missingStore(name));
      server = await STORES[name]();
      await server.start();
      proxy = new CuttingProxy(server.port);
      const address = new URL(server.url);
      address.port = String(await proxy.listen());
      url = address.href;
    });

    after(async () => {
      child?.kill('SIGKILL');
      proxy?.close();
      await server?.remove();
    });

    it('do not keep a worker from its other work, and are there again when they hold', async () => {
      const script = path.join(COURSE, 'grader/farm/test/support/works-through-trouble.ts');
      const register = path.join(COURSE, 'grader/loader/register.js');
      child = spawn(process.execPath, ['-r', register, script, url, 'broken']);
      const says = saysOf(child);
      await says(/opened/);
      proxy.isBroken = true;
      proxy.cut();
      child.stdin!.write('begin\n');
      await says(/alive/);
      proxy.isBroken = false;
      const queue = openQueue(await openStore(server.url), 'broken');
      await queue.add('any', {});
      await says(/worked/);
      await queue.close();
    });

    it('end no program, whatever they carry at that moment', async () => {
      for (let moment = 0; moment < 40; moment += 4) {
        const cut = setInterval(() => proxy.cut(), moment + 3);
        setTimeout(() => clearInterval(cut), 3 * moment);
        const queue = openQueue(await openStore(url), 'cut');
        await patiently(() => queue.getJobCounts('waiting'), { signal: AbortSignal.timeout(20_000) });
        await queue.close();
      }
    });

    it('are broken when the other side says nothing', async () => {
      const queue = openQueue(await openStore(url, undefined, 300), 'still');
      await queue.getJobCounts('waiting');
      proxy.still();
      const signal = AbortSignal.timeout(20_000);
      expect(await patiently(() => queue.getJobCounts('waiting'), { signal })).to.deep.equal({ waiting: 0 });
      await queue.close();
    });

    it('wake a worker that has slept for some seconds, whether or not it heard a call', async () => {
      const store = await openStore(url);
      const worker = new store.Worker('asleep', null, { connection: store.connection, autorun: false });
      worker.on('error', () => {});
      await worker.waitUntilReady();
      expect(worker.getBackend().maximumBlockTimeout ?? 10).to.be.at.most(10);
      await worker.close();
    });

    it('may not be there at first', async () => {
      const queue = openQueue(await openStore(server.url), 'steady');
      await server.stop();
      const counts = () => queue.getJobCounts('waiting');
      const first = patiently(counts, { signal: AbortSignal.timeout(30_000) });
      await sleep(300);
      await server.start();
      expect(await first).to.deep.equal({ waiting: 0 });
      await queue.close();
    });
  });
}

describe('what a store or a line says', () => {
  const waitedFor: [string, object][] = [
    ['a line that was refused', { code: 'ECONNREFUSED' }],
    ['a database that starts', { code: '57P03', message: 'the database system is starting up' }],
    ['a database that has no line left', { code: '53300', message: 'sorry, too many clients already' }],
    ['a database whose disk is full', { code: '53100' }],
    ['a race that was lost', { code: '40P01', message: 'deadlock detected' }],
    ['a database that only reads for now', { code: '25006' }],
    [
      'a line that broke in use',
      { message: 'Client has encountered a connection error and is not queryable' },
    ],
    ['a database that says nothing', { message: 'Query read timeout' }],
    ['Redis that loads', { message: 'LOADING Redis is loading the dataset in memory' }],
    [
      'Redis whose disk is full',
      { message: 'MISCONF Errors writing to the AOF file: No space left on device' },
    ],
    ['Redis whose memory is full', { message: "OOM command not allowed when used memory > 'maxmemory'." }],
  ];
  for (const [what, error] of waitedFor)
    it(`is waited for where it is ${what}`, () => void expect(isTrouble(error)).to.equal(true));

  const told: [string, object][] = [
    ['a wrong password', { code: '28P01', message: 'password authentication failed for user "x"' }],
    ['a wrong password of Redis', { message: 'WRONGPASS invalid username-password pair' }],
    ['a table that is missing', { code: '42P01', message: 'relation "job" does not exist' }],
    ['a job that is somebody else’s', { message: 'Missing lock for job 1. moveToFinished' }],
  ];
  for (const [what, error] of told)
    it(`is told at once where it is ${what}`, () => void expect(isTrouble(error)).to.equal(false));
});

function saysOf(child: ChildProcess): (pattern: RegExp) => Promise<void> {
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return async (pattern) => {
    const end = performance.now() + 30_000;
    while (!pattern.test(output)) {
      if (performance.now() > end) throw new Error(`it did not say ${pattern}: ${output}`);
      await sleep(20);
    }
  };
}
