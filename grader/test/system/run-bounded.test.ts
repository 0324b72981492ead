import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { runBounded } from '../../system/run-bounded';

describe('the scheduler', () => {
  const jobs = [1, 2, 3, 4, 5, 6];

  it('runs every job, never more at a time than allowed', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const run = async (job: number) => {
      most = Math.max(most, ++running);
      await sleep(2);
      running--;
      done.push(job);
    };
    expect(await runBounded(jobs, run, { concurrency: 2 })).to.equal(true);
    expect([most, done.length]).to.deep.equal([2, 6]);
  });

  it('starts nothing new once it is told to stop, and waits for what runs', async () => {
    const stop = new AbortController();
    const ended: number[] = [];
    const run = async (job: number) => {
      if (job === 2) stop.abort();
      await sleep(2);
      ended.push(job);
    };
    expect(await runBounded(jobs, run, { concurrency: 2, signal: stop.signal })).to.equal(false);
    expect(ended).to.have.members([1, 2]);
  });

  it('is complete when it is told to stop after the last job began', async () => {
    const stop = new AbortController();
    const run = async (job: number) => (job === 6 ? stop.abort() : undefined);
    expect(await runBounded(jobs, run, { concurrency: 1, signal: stop.signal })).to.equal(true);
  });

  it('stops after a fault, once the others have ended', async () => {
    const ended: number[] = [];
    const run = async (job: number) => {
      if (job === 1) throw new Error('no space left');
      await sleep(2);
      ended.push(job);
    };
    const outcome = await runBounded(jobs, run, { concurrency: 2 }).catch((error: Error) => error.message);
    expect(outcome).to.equal('no space left');
    expect(ended).to.deep.equal([2]);
  });

  it('tells what starts and ends', async () => {
    const seen: string[] = [];
    const events = {
      started: (job: number) => seen.push(`+${job}`),
      finished: (job: number) => seen.push(`-${job}`),
    };
    await runBounded([1, 2], async () => undefined, { concurrency: 1, events });
    expect(seen).to.deep.equal(['+1', '-1', '+2', '-2']);
  });
});
