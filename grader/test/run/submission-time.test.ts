import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { outcomeOf } from '../../run/outcome';
import { runTests } from '../../run/test-runner';
import { SandboxEnded } from '../../sandbox/host/failures';
import type { TestBody } from '../../suite/suite-tools';
import { CONTEXT, nobody, one, run, runnable, ScriptedSession, statuses, type Answer } from './scripted-run';

describe('the time of a whole submission', () => {
  const slow: Answer = async ({ milliseconds, limit }) => {
    await sleep(Math.min(milliseconds + 5, 80));
    if (milliseconds < 80) throw new SandboxEnded('timed-out', limit);
    return 1;
  };

  it('ends the test that uses it up, and those after it do not run', async () => {
    const run_ = await run([one, one, one], slow, { submissionSeconds: 0.12 });
    expect(statuses(run_)).to.deep.equal(['passed', 'timed-out', 'timed-out']);
    expect(run_.results.map(({ outcome }) => outcome.message)).to.deep.equal([
      null,
      'the whole submission may take 0.12 s, and this test used up what other files leave of it',
      'the whole submission may take 0.12 s, and what other files leave of it was used up before this test',
    ]);
    expect(run_.session.requests).to.have.length(2);
  });

  it('is left to the files after one that never ends, whatever it took', async () => {
    const never: Answer = async ({ source, milliseconds, limit }) => {
      if (source.includes('two')) return 1;
      await sleep(milliseconds);
      throw new SandboxEnded('timed-out', limit);
    };
    const two: TestBody<unknown> = async ({ evaluate }) => void (await evaluate(() => 'two'));
    const files = [one, one, one, two, two].map((body, index) => {
      const test = { ...runnable(`t${index}`, body), timeoutSeconds: 0.05 };
      return body === two ? { ...test, question: { title: 'two', file: 'src/two.ts' } } : test;
    });
    const results = await runTests(files, {
      session: new ScriptedSession(never) as never,
      submissionSeconds: 0.2,
      outcomeOf: (error) => outcomeOf(error, CONTEXT),
      openReference: nobody,
    });
    const ended = [...results.values()].map(({ outcome }) => outcome.status);
    expect(ended).to.deep.equal(['timed-out', 'timed-out', 'timed-out', 'passed', 'passed']);
    expect([...results.values()][2]!.outcome.message).to.contain('what other files leave of it');
  });
});
