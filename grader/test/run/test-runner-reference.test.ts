import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuthorError } from '../../errors';
import type { TestBody } from '../../suite/suite-tools';
import { expect as expectInSuite } from '../../suite/index';
import { run, statuses, studentError } from './scripted-run';

describe('a test that asks the reference solution', () => {
  const asks: TestBody<unknown> = async ({ evaluate, reference }) => {
    const question = (_: unknown, x: number) => x;
    expectInSuite(await evaluate(question, 3)).to.equal(await reference(question, 3));
  };

  it('compares with its answer to the same callback and argument', async () => {
    const asked: unknown[] = [];
    const answering = (answer: number) => (call: unknown) => (asked.push(call), Promise.resolve(answer));
    expect(statuses(await run([asks], () => 6, { ask: answering(6) }))).to.deep.equal(['passed']);
    expect(statuses(await run([asks], () => 5, { ask: answering(6) }))).to.deep.equal(['failed']);
    expect(asked[0]).to.deep.equal({ source: '(_, x) => x', argument: 3, seconds: 1 });
  });

  it('says nothing about a submission when it asks nobody else', async () => {
    const { results } = await run([async ({ reference }) => void (await reference(() => 1))], () => 1, {
      ask: async () => 1,
    });
    expect(results[0]!.authorError).to.match(/^the test never calls evaluate\(\)/);
  });

  it("is its author's mistake when the reference fails, also when the suite hides that", async () => {
    const hides: TestBody<unknown> = async ({ evaluate, reference }) => {
      await evaluate(() => 1);
      await reference(() => 1).catch(() => 1);
    };
    const ask = () => Promise.reject(new AuthorError('it has no answer'));
    const { results } = await run([asks, hides], () => 1, { ask });
    expect(results.map(({ authorError }) => authorError)).to.deep.equal(Array(2).fill('it has no answer'));
    expect(results.map(({ outcome }) => outcome.status)).to.deep.equal(['skipped', 'skipped']);
  });

  it("is the student's failure when the student's call failed", async () => {
    const answer = () => Promise.reject(studentError('mine'));
    const { results } = await run([asks], answer, { ask: async () => 1 });
    expect(results[0]!.outcome).to.include({ status: 'failed', message: 'mine' });
  });

  it('is told to wait for the answer', async () => {
    const forgets: TestBody<unknown> = async ({ evaluate, reference }) => {
      await evaluate(() => 1);
      void reference(() => 1);
    };
    const { results } = await run([forgets], () => 1, { ask: () => sleep(1, 1) });
    expect(results[0]!.authorError).to.match(/before its reference\(\) did; write: await reference\(/);
  });

  it('takes none of the time of the student, of the submission, or of the suite', async () => {
    const later: TestBody<unknown> = async ({ evaluate, reference }) => {
      await reference(() => 1);
      await evaluate(() => 1);
    };
    const { results, session } = await run([later, later], () => 1, {
      ask: () => sleep(150, 1),
      submissionSeconds: 0.1,
      graceMilliseconds: -900,
    });
    expect(results.map(({ outcome }) => outcome.status)).to.deep.equal(['passed', 'passed']);
    for (const { milliseconds } of session.requests) expect(milliseconds).to.be.within(50, 100);
    for (const { durationMs } of results) expect(durationMs).to.be.below(100);
  });
});
