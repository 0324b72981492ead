import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { AuthorError } from '../../errors';
import type { TestBody } from '../../suite/suite-tools';
import { expect as expectInSuite } from '../../suite/index';
import { CONTEXT, run, one, studentError } from './scripted-run';

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
