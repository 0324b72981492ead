import * as chai from 'chai';
import type { Assignment } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import type { SandboxSession } from '@boletim/grader/sandbox';
import type { Plain } from '@boletim/grader/wire';
import {
  type CollectedTest,
  type Fixtures,
  type TestContext,
  callbackSource,
  loadSuite,
  render,
  runBody,
} from '@boletim/grader/suites';
import { hostileValues, placesOf, valueAt, withValueAt, type Place } from './hostile-values';

export interface HostileAnswersOptions {
  assignment: Assignment;
  fixtures: Fixtures;
  /** A sandbox with the solution, for the right answers. */
  session: Pick<SandboxSession, 'evaluate'>;
}

/**
 * Proves that no answer makes a test fall over. Each test is run with the solution's answers, in which one place
 * after the other is replaced by what a submission could have put there: it must end by an assertion, or not mind.
 * An exception of the suite's own would be told as the course's mistake, whenever a student wants it to be.
 */
export async function hostileAnswerProblems(options: HostileAnswersOptions): Promise<string[]> {
  const problems: string[] = [];
  for (const { id, parts } of options.assignment.questions) {
    for (const part of parts) {
      const { tests, penalties } = loadSuite(part, id, options.fixtures);
      for (const test of [...tests, ...penalties]) {
        const problem = await problemOf(test, options.session);
        if (problem) problems.push(`${id}/${test.id}: ${problem}`);
      }
    }
  }
  return problems;
}

const MILLISECONDS = 60_000;

async function problemOf(
  test: CollectedTest,
  session: HostileAnswersOptions['session'],
): Promise<string | null> {
  const [answers, references]: [Plain[], Plain[]] = [[], []];
  const rememberedIn =
    (list: Plain[]): Call =>
    async (callback, argument) => {
      const source = callbackSource(callback);
      const answer = await session.evaluate({
        source,
        argument,
        milliseconds: MILLISECONDS,
        limit: 'too slow',
      });
      list.push(answer);
      return answer;
    };
  const error = await errorOf(test, { evaluate: rememberedIn(answers), reference: rememberedIn(references) });
  if (error !== undefined)
    return `hostile answers cannot be tried, for with the solution's own it throws "${String(error)}"`;
  return problemWithHostile(test, { answers, references });
}

async function problemWithHostile(
  test: CollectedTest,
  right: { answers: readonly Plain[]; references: readonly Plain[] },
): Promise<string | null> {
  for (const [call, answer] of right.answers.entries()) {
    for (const place of placesOf(answer)) {
      for (const value of hostileValues(valueAt(answer, place))) {
        const given = right.answers.with(call, withValueAt(answer, place, value));
        const error = await errorOf(test, { evaluate: replay(given), reference: replay(right.references) });
        if (error !== undefined && !(error instanceof chai.AssertionError))
          return describe(error, { call, place, value });
      }
    }
  }
  return null;
}

type Call = (callback: (...parameters: never[]) => unknown, argument?: unknown) => Promise<Plain>;

function replay(answers: readonly Plain[]): Call {
  let next = 0;
  return () => Promise.resolve(answers[next++]);
}

/** What the test's body throws when its calls do this. */
async function errorOf(test: CollectedTest, calls: { evaluate: Call; reference: Call }): Promise<unknown> {
  try {
    await runBody(test.body, calls as unknown as TestContext<unknown>);
    return undefined;
  } catch (error) {
    return error ?? new AuthorError('the test threw nothing at all');
  }
}

function describe(error: unknown, at: { call: number; place: Place; value: Plain }): string {
  const path = at.place.map((key) => `[${render(key)}]`).join('');
  const where =
    error instanceof Error
      ? /(?<![^\s(/\\])([^\s(/\\]+\.suite\.ts:\d+):\d+/.exec(error.stack ?? '')?.[1]
      : undefined;
  return (
    `when evaluate() number ${at.call + 1} answers ${render(at.value)}${path && ` at ${path}`}, the suite throws ` +
    `"${String(error)}"${where ? ` (${where})` : ''}; a student's answer must not do that: expect() its form before taking it apart`
  );
}
