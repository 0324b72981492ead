import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuthorError, GraderFault } from '../../errors';
import type { AskReference } from '../../run/evaluate-calls';
import { runTests, type RunContext, type RunnableTest, type TestResult } from '../../run/test-runner';
import { outcome, outcomeOf } from '../../run/outcome';
import { SandboxEnded, StudentError } from '../../sandbox/host/failures';
import type { EvaluateRequest } from '../../sandbox/host/sandbox';
import type { SandboxSession } from '../../sandbox/host/session';
import type { TestBody } from '../../suite/suite-tools';
import { expect as expectInSuite } from '../../suite/index';

type Answer = (request: EvaluateRequest) => unknown;

/** A session that answers as it is told, and remembers how often it was started. */
class ScriptedSession {
  starts = 1;
  fresh = true;
  readonly requests: EvaluateRequest[] = [];

  constructor(private readonly answer: Answer) {}

  async ready(): Promise<{ fresh: boolean }> {
    return { fresh: this.fresh };
  }

  async evaluate(request: EvaluateRequest): Promise<unknown> {
    this.requests.push(request);
    this.fresh = false;
    const startedAt = performance.now();
    try {
      return await this.answer(request);
    } catch (error) {
      if (error instanceof SandboxEnded) [this.fresh, this.starts] = [true, this.starts + 1];
      throw error;
    } finally {
      request.onSpent?.(performance.now() - startedAt);
    }
  }

  takeOutput(): string {
    return '';
  }
}

interface Run {
  results: TestResult[];
  session: ScriptedSession;
}

async function run(
  bodies: TestBody<unknown>[],
  answer: Answer,
  { ask = nobody, ...more }: Partial<RunContext> & { ask?: AskReference } = {},
): Promise<Run> {
  const session = new ScriptedSession(answer);
  const tests = bodies.map((body, index) => runnable(`t${index}`, body));
  const results = await runTests(tests, {
    session: session as unknown as SandboxSession,
    submissionSeconds: 60,
    outcomeOf: (error) => outcomeOf(error, CONTEXT),
    openReference: () => ask,
    ...more,
  });
  return { results: [...results.values()], session };
}

const runnable = (id: string, body: TestBody<unknown>): RunnableTest => ({
  question: { title: 'suite', file: 'src/one.ts' },
  part: { hidden: false },
  test: { id, title: `test ${id}`, body, hint: null, source: null },
  timeoutSeconds: 1,
});

const nobody = (): never => expect.fail('nobody was to be asked');

const CONTEXT = {
  assignment: { folder: '/course/tiny', spec: { files: ['src/one.ts', 'src/two.ts'] } },
  problems: { broken: new Map(), missing: [], findings: new Map() },
} as unknown as Parameters<typeof outcomeOf>[1];

const one: TestBody<unknown> = async ({ evaluate }) =>
  void expectInSuite(await evaluate(() => 1)).to.equal(1);
const statuses = ({ results }: Run) => results.map(({ outcome }) => outcome.status);
const studentError = (message: string) =>
  new StudentError({ kind: 'threw', name: 'Error', message, stack: '' });

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

const MISTAKES: [what: string, body: TestBody<unknown>, message: RegExp][] = [
  ['never calls evaluate()', async () => {}, /^the test never calls evaluate\(\)/],
  [
    'never calls evaluate() and fails',
    async () => void expectInSuite(1).to.equal(2),
    /^expected 1 to equal 2/,
  ],
  ['forgets to await', async ({ evaluate }) => void evaluate(() => 1), /write: await evaluate\(\.\.\.\)$/],
  [
    'uses an outside variable',
    async ({ evaluate }) => void (await evaluate(() => CONTEXT)),
    /cannot see: CONTEXT/,
  ],
  [
    'uses an outside variable and hides it',
    async ({ evaluate }) => void (await evaluate(() => CONTEXT).catch(() => 1)),
    /cannot see: CONTEXT/,
  ],
  [
    'throws an error of its own',
    async ({ evaluate }) => {
      await evaluate(() => 1);
      (undefined as never as { x(): void }).x();
    },
    /^Cannot read properties of undefined/,
  ],
  [
    'takes a hostile answer for granted',
    async ({ evaluate }) => void ((await evaluate(() => 1)) as never as string).trim(),
    /is not a function/,
  ],
  ['throws nothing at all', () => Promise.reject(undefined), /threw nothing at all/],
  [
    'throws at once',
    () => {
      throw new AuthorError('no fixture');
    },
    /^no fixture$/,
  ],
];

describe("a suite author's mistake", () => {
  for (const [what, body, message] of MISTAKES) {
    it(`is never the student's: the test ${what}`, async () => {
      const { results } = await run([body, one], () => sleep(1, 1));
      expect(results[0]!.authorError).to.match(message);
      expect(results[0]!.outcome).to.include({
        status: 'skipped',
        message: 'could not be graded: the course has to correct this test',
      });
      expect(results[1]!.outcome.status).to.equal('passed');
    });
  }

  it('is a test that waits for something else than evaluate()', async () => {
    const waits: TestBody<unknown> = async ({ evaluate }) => {
      await evaluate(() => 1);
      await new Promise(() => {});
    };
    const { results } = await run([waits, one], () => 1, { graceMilliseconds: -900 });
    expect(results[0]!.authorError).to.match(/waits for something other than evaluate\(\)/);
    expect(results[1]!.outcome.status).to.equal('passed');
  });

  it('is an assertion that nobody waits for, also when it fails after all else', async () => {
    const forgetful: TestBody<unknown> = async ({ evaluate }) => {
      const answer = await evaluate(() => 1);
      const later = async () => {
        await null;
        expectInSuite(answer).to.equal(2);
      };
      void later();
    };
    const { results } = await run([forgetful, one], () => 1);
    expect(results[0]!.authorError).to.match(
      /^something that the test did not wait for failed: expected 1 to equal 2; await it/,
    );
    expect(results.map(({ outcome }) => outcome.status)).to.deep.equal(['skipped', 'passed']);
  });

  it("is not what waits in vain because the student's call failed", async () => {
    const chained: TestBody<unknown> = async ({ evaluate }) => {
      const answer = evaluate(() => 1);
      void answer.then((value) => expectInSuite(value).to.equal(1));
      await answer;
    };
    const { results } = await run([chained], () => {
      throw studentError('no');
    });
    expect(results[0]!)
      .to.deep.include({ authorError: null })
      .and.nested.include({ 'outcome.status': 'failed' });
  });

  it('does not reach into the next test', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const comesBack: TestBody<unknown> = async ({ evaluate }) => {
      await evaluate(() => 1);
      late = sleep(30).then(() => evaluate(() => 2));
      late.catch(() => {});
    };
    const next: TestBody<unknown> = async ({ evaluate }) => {
      await sleep(60);
      await evaluate(() => 1);
    };
    const { session } = await run([comesBack, next], () => 1);
    await late.catch((error: unknown) => expect(error).to.be.instanceOf(AuthorError));
    expect(session.requests.map(({ source }) => source)).to.deep.equal(['() => 1', '() => 1']);
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
      'the whole submission may take 0.12 s, and this test used up the rest',
      'the whole submission may take 0.12 s, and they were used up before this test',
    ]);
    expect(run_.session.requests).to.have.length(2);
  });
});

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
