import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraderFault } from '../../errors';
import { runTests } from '../../run/test-runner';
import { outcome } from '../../run/outcome';
import { SandboxEnded } from '../../sandbox/host/failures';
import type { TestBody } from '../../suite/suite-tools';
import { expect as expectInSuite, tensor } from '../../suite/index';
import { sketchOf } from '../../suite/sketch';
import type { PlainTensor } from '../../wire/plain';
import { run, runnable, nobody, one, statuses, studentError, ScriptedSession } from './scripted-run';

describe('running tests', () => {
  it('passes those whose assertions hold, and fails the others', async () => {
    const { results } = await run([one, one], ({ source }) => void source);
    expect(results[0]!.outcome).to.deep.include({ status: 'failed', location: null });
    expect(statuses(await run([one], () => 1))).to.deep.equal(['passed']);
  });

  it('sends the callback and the argument as they are', async () => {
    const { session } = await run(
      [async ({ evaluate }) => void (await evaluate((_, x) => x, { x: 1 }))],
      () => 1,
    );
    expect(session.requests).to.have.length(1);
    expect(session.requests[0]).to.deep.include({ source: '(_, x) => x', argument: { x: 1 } });
    expect(session.requests[0]!.milliseconds).to.be.within(500, 1000);
  });

  it('runs the calls of a test one after the other, in order', async () => {
    const log: string[] = [];
    const body: TestBody<unknown> = async ({ evaluate }) => {
      await Promise.all(['a', 'b', 'c'].map((name) => evaluate((_, x) => x, name)));
    };
    const { results } = await run([body], async ({ argument }) => {
      log.push(`begin ${argument}`);
      await sleep(2);
      log.push(`end ${argument}`);
    });
    expect(log).to.deep.equal(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
    expect(results[0]!.outcome.status).to.equal('passed');
  });

  it('lets a failed call decide, whatever the suite does about it', async () => {
    const swallow: TestBody<unknown> = async ({ evaluate }) => void (await evaluate(() => 1).catch(() => 1));
    const finallyAsserts: TestBody<unknown> = async ({ evaluate }) => {
      try {
        await evaluate(() => 1);
      } finally {
        expectInSuite(1).to.equal(2);
      }
    };
    const { results } = await run([swallow, finallyAsserts], () => {
      throw studentError('mine');
    });
    expect(results.map(({ outcome }) => outcome.message)).to.deep.equal(['mine', 'mine']);
  });

  it('asks where a computation went wrong only when its result is', async () => {
    const [right, wrong] = [tensor('float32', [1], [2]), tensor('float32', [1], [3])];
    const body: TestBody<unknown> = async ({ evaluate }) => {
      const y = await evaluate(() => 'the result');
      const seen = () => evaluate(() => 'the trace');
      const trace = { seen, right: { start: { shape: [1], sketch: sketchOf([1]) } } };
      expectInSuite(y).to.trace(trace).closeToTensor(right, { absolute: 0.1 });
    };
    const answered = (y: PlainTensor) =>
      run([body], ({ source }) => (source.includes('the trace') ? { start: { shape: [2] } } : y));
    expect((await answered(right)).session.requests).to.have.length(1);
    const { results, session } = await answered(wrong);
    expect(session.requests).to.have.length(2);
    expect(results[0]!.observed!.comparison!.trace).to.deep.equal({
      agrees: null,
      differs: 'start',
      about: null,
    });
  });

  it('runs them in the order given: hidden tests of one question after public ones of the next', async () => {
    const order: string[] = [];
    const session = Object.assign(new ScriptedSession(() => 1), { showHidden: () => order.push('shown') });
    const tests = [
      ['a', false],
      ['b', false],
      ['a', true],
      ['b', true],
    ].map(([title, hidden]) => ({
      ...runnable('x', async ({ evaluate }) => {
        order.push(`${title}${hidden ? ' hidden' : ''}`);
        await evaluate(() => 1);
      }),
      question: { title: String(title), file: `src/${title}.ts` },
      part: { hidden: hidden === true },
    }));
    await runTests(tests, {
      ...{ session: session as never, submissionSeconds: 9, outcomeOf: () => null },
      openReference: nobody,
    });
    expect(order).to.deep.equal(['a', 'b', 'shown', 'a hidden', 'shown', 'b hidden']);
  });

  it('does not run what can change nothing any more', async () => {
    let ran = false;
    const results = await runTests([runnable('x', async () => void (ran = true))], {
      session: new ScriptedSession(() => 1) as never,
      submissionSeconds: 1,
      outcomeOf: () => null,
      openReference: nobody,
      isWanted: () => false,
    });
    expect([ran, results.size]).to.deep.equal([false, 0]);
  });
});

describe('a sandbox that ends', () => {
  const crash = () => new SandboxEnded('crashed', 'it is gone');
  const timeout = () => new SandboxEnded('timed-out', '1 s');

  it('costs the test that ended it twice, and the next of the same file are believed at once', async () => {
    const run_ = await run([one, one, one], () => {
      throw crash();
    });
    expect(statuses(run_)).to.deep.equal(['crashed', 'crashed', 'crashed']);
    expect(run_.session.requests).to.have.length(4);
  });

  for (const [how, end] of Object.entries({ 'a crash': crash, 'running out of time': timeout })) {
    it(`by ${how} costs nothing when the test passes alone, also the first of all tests`, async () => {
      let calls = 0;
      const run_ = await run([one], () => {
        if (++calls === 1) throw end();
        return 1;
      });
      expect([statuses(run_), calls]).to.deep.equal([['passed'], 2]);
    });
  }

  for (const [how, end] of Object.entries({ 'a crash': crash, 'running out of time': timeout })) {
    it(`by ${how} is not charged to a test that came after: that one is asked again, alone`, async () => {
      let calls = 0;
      const run_ = await run([one, one, one], () => {
        calls += 1;
        if (calls === 2) throw end();
        return 1;
      });
      expect(statuses(run_)).to.deep.equal(['passed', 'passed', 'passed']);
      expect([calls, run_.session.starts]).to.deep.equal([4, 2]);
    });
  }

  const exits: [what: string, stack: string, calls: number][] = [
    ['its own file in its own call', '    at a (/course/tiny/src/one.ts:1:2)\n    at evaluate:1:1', 2],
    ["another question's file", '    at b (/course/tiny/src/two.ts:1:2)\n    at evaluate:1:1', 3],
    ['its own file in a timer that was left behind', '    at Timeout (/course/tiny/src/one.ts:1:2)', 3],
    ['a place that is not known', '', 3],
  ];
  for (const [what, stack, calls] of exits) {
    it(`is asked ${calls === 2 ? 'no more' : 'once more'} when process.exit was called in ${what}`, async () => {
      let call = 0;
      const run_ = await run([one, one], () => {
        if (++call === 2) throw new SandboxEnded('crashed', 'it is gone', stack);
        return 1;
      });
      expect(statuses(run_)).to.deep.equal(['passed', calls === 2 ? 'crashed' : 'passed']);
      expect(call).to.equal(calls);
    });
  }

  it('is not asked a third time', async () => {
    let calls = 0;
    const run_ = await run([one, one], () => {
      calls += 1;
      if (calls > 1) throw crash();
      return 1;
    });
    expect(statuses(run_)).to.deep.equal(['passed', 'crashed']);
    expect(calls).to.equal(3);
  });

  it('has timed out when it was too slow', async () => {
    const { results } = await run([one], ({ limit }) => {
      throw new SandboxEnded('timed-out', limit);
    });
    expect(results[0]!.outcome).to.include({
      status: 'timed-out',
      message: 'did not finish within 1 s; look for a loop or a promise that never ends',
    });
  });
});

describe("the grader's own fault", () => {
  it("ends the run at once, and is nobody's outcome", async () => {
    const seen: string[] = [];
    const failing = run([one, one], () => {
      seen.push('asked');
      throw new GraderFault('the disk is full');
    });
    await failing.then(
      () => expect.fail('it resolved'),
      (error: unknown) => expect(error).to.be.instanceOf(GraderFault),
    );
    expect(seen).to.deep.equal(['asked']);
  });

  it('is an error of the code that is told of a test', async () => {
    const running = runTests([runnable('x', one)], {
      session: new ScriptedSession(() => 1) as never,
      submissionSeconds: 1,
      outcomeOf: () => outcome('failed', 'x'),
      openReference: nobody,
      onStart: () => {
        throw new TypeError('a bug of ours');
      },
    });
    await running.then(
      () => expect.fail('it resolved'),
      (error: unknown) => expect(error).to.be.instanceOf(TypeError),
    );
  });
});
