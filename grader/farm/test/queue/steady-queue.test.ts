import { expect } from 'chai';
import { patiently } from '../../queue/patience';
import { SteadyQueue } from '../../queue/steady-queue';
import { openStore } from '../../queue/store';
import { missingStore, skipWhere, STORES, type StoreName } from '../support/stores';

for (const name of Object.keys(STORES) as StoreName[]) {
  describe(`a queue over ${name} that is opened while the store is down`, function () {
    this.timeout(60_000);

    it('works as soon as the store is back', async function () {
      skipWhere(this, missingStore(name));
      const server = await STORES[name]();
      await server.start();
      try {
        const store = await openStore(server.url);
        await server.stop();
        const queue = new SteadyQueue(store, 'steady');
        const counts = () => queue.use((opened) => opened.getJobCounts('waiting'));
        const first = counts().catch((error: { code?: string }) => error.code);
        await new Promise((resolve) => setTimeout(resolve, 500));
        await server.start();
        // Redis' client waits; PostgreSQL's says so, and the next who asks is answered.
        const answers = { redis: { waiting: 0 }, postgres: 'ECONNREFUSED' };
        expect(await first).to.deep.equal(answers[name]);
        // It listens before it answers.
        const signal = AbortSignal.timeout(30_000);
        expect(await patiently(counts, { signal })).to.deep.equal({ waiting: 0 });
        await queue.close();
      } finally {
        await server.remove();
      }
    });
  });
}
