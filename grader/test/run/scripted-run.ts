import { expect } from 'chai';
import type { AskReference } from '../../run/evaluate-calls';
import { runTests, type RunContext, type RunnableTest, type TestResult } from '../../run/test-runner';
import { outcomeOf } from '../../run/outcome';
import { SandboxEnded, StudentError } from '../../sandbox/host/failures';
import type { EvaluateRequest } from '../../sandbox/host/sandbox';
import type { SandboxSession } from '../../sandbox/host/session';
import type { TestBody } from '../../suite/suite-tools';
import { expect as expectInSuite } from '../../suite/index';

export type Answer = (request: EvaluateRequest) => unknown;

/** A session that answers as it is told, and remembers how often it was started. */
export class ScriptedSession {
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

/** Runs tests beside a session that answers as `answer` says. */
export async function run(
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

export const runnable = (id: string, body: TestBody<unknown>): RunnableTest => ({
  question: { title: 'suite', file: 'src/one.ts' },
  part: { hidden: false },
  test: { id, title: `test ${id}`, body, hint: null, source: null },
  timeoutSeconds: 1,
});

export const nobody = (): never => expect.fail('nobody was to be asked');

export const CONTEXT = {
  assignment: { folder: '/course/tiny', spec: { files: ['src/one.ts', 'src/two.ts'] } },
  problems: { broken: new Map(), missing: [], findings: new Map() },
} as unknown as Parameters<typeof outcomeOf>[1];

export const one: TestBody<unknown> = async ({ evaluate }) =>
  void expectInSuite(await evaluate(() => 1)).to.equal(1);
export const statuses = ({ results }: Run) => results.map(({ outcome }) => outcome.status);
export const studentError = (message: string) =>
  new StudentError({ kind: 'threw', name: 'Error', message, stack: '' });
