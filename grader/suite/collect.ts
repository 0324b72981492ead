import { PlainReference } from '../wire/plain';
import { defineTest, type CollectedTest, type Written } from './define-test';
import type { SeededRandom } from './random';
import type { InputReference, SuiteTools } from './suite-tools';

export interface CollectedSuite {
  questionId: string;
  tests: CollectedTest[];
  penalties: CollectedTest[];
}

/** What the suites' tools read from while tests run. */
export interface Fixtures {
  expected(name: string, key?: string): unknown;
  requireInput(name: string): void;
  random(name: string): SeededRandom;
}

type Definition = { questionId: string; define: (tools: SuiteTools<unknown>) => void };

let definitions: Definition[] = [];

/**
 * Defines the tests of one question. A file may define the suites of several questions, one each.
 *
 * @param questionId the id of the question in assignment.yaml or hidden.yaml, which names this file as its suite
 * @param define defines the tests with the tools that it is given
 *
 * @example
 * import { expect, suite } from '@boletim/grader/suite';
 * import type { Lab } from '../lab';
 *
 * suite<Lab>('double', ({ test }) => {
 *   test('whole-numbers', { title: 'twice 21 is 42' }, async ({ evaluate }) => {
 *     expect(await evaluate(({ double }) => double(21))).to.equal(42);
 *   });
 * });
 */
export function suite<Lab>(questionId: string, define: (tools: SuiteTools<Lab>) => void): void {
  definitions.push({ questionId, define: define as Definition['define'] });
}

/** Runs a function that loads suite files, and returns the suites that they defined. */
export function collectDefinitions(load: () => void): Definition[] {
  const outer = definitions;
  definitions = [];
  try {
    load();
    return definitions;
  } finally {
    definitions = outer;
  }
}

/** Calls a suite's definition and gathers its tests. */
export function collectSuite(definition: Definition, fixtures: Fixtures): CollectedSuite {
  const collected: CollectedSuite = { questionId: definition.questionId, tests: [], penalties: [] };
  definition.define({
    test: function test(...written: Written) {
      collected.tests.push(defineTest('test', written, test));
    },
    penalty: function penalty(...written: Written) {
      collected.penalties.push(defineTest('penalty', written, penalty));
    },
    input: (name) => reference('input', name, fixtures),
    inputPath: (name) => reference('path', name, fixtures),
    expected: <T>(name: string, key?: string) => fixtures.expected(name, key) as T,
    random: (name) => fixtures.random(name),
  });
  return collected;
}

function reference<T>(as: 'input' | 'path', name: string, fixtures: Fixtures): InputReference<T> {
  fixtures.requireInput(name);
  return new PlainReference(as, name) as InputReference<T>;
}
