import { expect } from 'chai';
import { once } from 'node:events';
import { RemoteQueue } from '../../queue/remote-queue';
import type { Store } from '../../queue/store';

const MANY = 30;

const answerAfter = (refusals: number) => async () => {
  if (refusals-- > 0) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
};

describe('a queue that many wait for while its store is down', () => {
  /** A store that refuses for a while and then takes what it is given. */
  const storeBackAfter = (refusals: number, listen = () => new Promise(() => {})) => {
    const answer = answerAfter(refusals);
    const queue = { on: () => {}, add: answer, getJob: () => new Promise(() => {}), close: async () => {} };
    const events = { on: () => {}, run: listen, close: async () => {} };
    const [Queue, QueueEvents] = [queue, events].map(
      (made) =>
        function () {
          return made;
        },
    );
    return { Queue, QueueEvents, connection: {} } as unknown as Store;
  };

  it('says so once, and not to Node', async () => {
    const [warnings, leaks]: [string[], Error[]] = [[], []];
    const onLeak = (warning: Error) => void leaks.push(warning);
    process.on('warning', onLeak);
    const queue = new RemoteQueue(storeBackAfter(MANY), 'down', {
      onWarning: (sentence) => void warnings.push(sentence),
    });
    for (let index = 0; index < MANY; index++)
      queue.ask(`job ${index}`, {} as never, 'class').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 500));
    await queue.close();
    process.off('warning', onLeak);
    expect([warnings, leaks]).to.deep.equal([['The queue does not answer; waiting for it.'], []]);
  });

  it('listens for what ends as soon as it can', async () => {
    const [refusing, listening] = [answerAfter(2), new AbortController()];
    const listen = () => refusing().then(() => listening.abort());
    const queue = new RemoteQueue(storeBackAfter(0, listen), 'deaf', { onWarning: () => {} });
    queue.ask('job', {} as never, 'class').catch(() => {});
    await once(listening.signal, 'abort', { signal: AbortSignal.timeout(10_000) });
    await queue.close();
  });
});
