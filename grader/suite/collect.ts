import type { Text } from '../report/languages';
import type { Plain, PlainTensor } from '../wire/plain';
import { PlainReference } from '../wire/plain';
import { defineTest, type Written } from './define-test';
import type { SeededRandom } from './random';

/** What a test body can do. */
export interface TestContext<Lab> {
  /**
   * Runs a function in the sandbox, beside the student's code, and gives back its result as plain data. The function
   * sees its two parameters only: the assignment's lab and the argument. Tensors arrive as the lab's tensors and
   * come back as PlainTensor.
   *
   * @example
   * const y = await evaluate(({ double }, { x }) => double(x), { x: 21 });
   * expect(y).to.equal(42);
   */
  evaluate<Result, Argument = undefined>(
    callback: (lab: Lab, argument: InSandbox<Argument, Lab>) => Result,
    argument?: Argument,
  ): Promise<FromSandbox<Awaited<Result>, Lab>>;

  /**
   * Runs the same function beside the reference solution, in a sandbox of its own, for an input that nobody knew
   * before. Hidden suites only. The answer can be relied on: the reference has passed every other test of its question.
   * It is asked once for equal callbacks and arguments, so what a callback draws it must draw from a fixed seed.
   *
   * @example
   * const triple = ({ scale }: Lab, { x }: { x: number }) => scale(x, 3);
   * expect(await evaluate(triple, { x })).to.equal(await reference(triple, { x }));
   */
  reference<Result, Argument = undefined>(
    callback: (lab: Lab, argument: InSandbox<Argument, Lab>) => Result,
    argument?: Argument,
  ): Promise<FromReference<Awaited<Result>, Lab>>;
}

/** How a lab's own type of tensor is called, when it has one: `interface Lab { $tensor?: tf.Tensor }`. */
type LabTensor<Lab> = Lab extends { $tensor?: infer T } ? NonNullable<T> : PlainTensor;

/** An argument as its callback sees it. */
export type InSandbox<A, Lab> = A extends PlainTensor
  ? LabTensor<Lab>
  : A extends InputReference<infer T>
    ? T
    : A extends (infer Item)[]
      ? InSandbox<Item, Lab>[]
      : A extends object
        ? { [Key in keyof A]: InSandbox<A[Key], Lab> }
        : A;

/** A result as the suite sees it: nothing about it can be taken for granted before expect() has looked at it. */
export type FromSandbox<R, Lab> = Lab extends { $tensor?: infer T }
  ? R extends NonNullable<T>
    ? PlainTensor
    : Untrusted<R>
  : Untrusted<R>;

/** A result of the reference solution: its form is what the callback's type says. */
export type FromReference<R, Lab> =
  R extends LabTensor<Lab>
    ? PlainTensor
    : R extends object
      ? { [Key in keyof R]: FromReference<R[Key], Lab> }
      : R;

type Untrusted<R> = R extends string | number | boolean | bigint | null | undefined ? R : unknown;

/** A file of the fixtures' inputs, by name; `T` is what the callback sees. */
export interface InputReference<T> {
  readonly $is?: T;
}

/** What is told about a test, or about a penalty. */
export interface TestOptions {
  /** What is right, as reports show it: `the mean of nothing is 0`. Of a penalty, what is wrong. */
  title: Text;
  /** Where to look when a comparison fails and nothing more is known; it must be true whatever went wrong. */
  hint?: Text;
}

export interface SuiteTools<Lab> {
  /** Defines the test that assignment.yaml or hidden.yaml lists with this id. */
  test(id: string, options: TestOptions, body: TestBody<Lab>): void;
  /** Defines a check that takes points off when it fails. */
  penalty(id: string, options: TestOptions, body: TestBody<Lab>): void;
  /** A file of fixtures/<id>/inputs, read inside the sandbox as the lab reads it. */
  input<T = never>(name: string): InputReference<T>;
  /** The path, inside the sandbox, of a file of fixtures/<id>/inputs. */
  inputPath(name: string): InputReference<string>;
  /** Expected values from fixtures/<id>/expected/<name>.json, which no sandbox can read. */
  expected<T = PlainTensor>(name: string, key?: string): T;
  /** Drawn inputs: the same name and --seed give the same numbers. */
  random(name: string): SeededRandom;
}

export type TestBody<Lab> = (context: TestContext<Lab>) => Promise<void>;

export interface CollectedTest {
  id: string;
  title: Text;
  body: TestBody<unknown>;
  hint: Text | null;
  source: { file: string; line: number } | null;
}

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

/** Defines the tests of one question. Suite files call it once. */
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

export type { Plain };
