import type { Text } from '../report/languages';
import type { PlainTensor } from '../wire/plain';
import type { SeededRandom } from './random';

/** What the callback of `suite()` is given: everything that a suite works with besides `expect` and `tensor`. */
export interface SuiteTools<Lab> {
  /**
   * Defines the test that assignment.yaml or hidden.yaml lists with this id. It fails when its body throws, as `expect`
   * does, and when the student's code does not answer.
   *
   * @param id the id that the YAML lists, with the test's points
   * @param options the title that reports show, and perhaps a hint
   * @param body what is tested; it asks the submission with `evaluate`
   *
   * @example
   * test('two', { title: 'twice two is four', hint: 'Print the argument.' }, async ({ evaluate }) => {
   *   expect(await evaluate(({ double }) => double(2))).to.equal(4);
   * });
   */
  test(id: string, options: TestOptions, body: TestBody<Lab>): void;

  /**
   * Defines the penalty that assignment.yaml lists with this id: it takes points off when its body throws. It is not run
   * for a question that has earned nothing.
   *
   * @param id the id that the YAML lists under `penalties`, with points below zero
   * @param options the title says what is wrong: it is shown when points were taken off
   * @param body what must hold for every submission
   *
   * @example
   * penalty('changes-its-input', { title: 'changes the list it was given' }, async ({ evaluate }) => {
   *   const after = await evaluate(({ doubleAll }, { list }) => [doubleAll(list), list], { list: [3, 1] });
   *   expect(after).to.have.deep.property('1', [3, 1]);
   * });
   */
  penalty(id: string, options: TestOptions, body: TestBody<Lab>): void;

  /**
   * Stands for a file of fixtures/<id>/inputs, as the lab reads it inside the sandbox: JSON as data, with its tensors; what
   * the lab's `readInput` knows; else the file's path. `T` says what the callback sees.
   *
   * @param name the file's path below the folder
   * @throws AuthorError when there is no such file
   *
   * @example
   * const numbers = input<number[]>('numbers.json'); // [1, 2, 3]
   * test('from-a-file', { title: 'doubles the numbers of a file' }, async ({ evaluate }) => {
   *   expect(await evaluate(({ doubleAll }, { numbers }) => doubleAll(numbers), { numbers })).to.deep.equal([2, 4, 6]);
   * });
   */
  input<T = never>(name: string): InputReference<T>;

  /**
   * Stands for the path, inside the sandbox, of a file of fixtures/<id>/inputs, for functions that read files themselves.
   *
   * @param name the file's path below the folder
   * @throws AuthorError when there is no such file
   *
   * @example
   * const file = inputPath('numbers.json');
   * test('reads-a-file', { title: 'is given a path' }, async ({ evaluate }) => {
   *   expect(await evaluate((_, { file }) => file.endsWith('numbers.json'), { file })).to.equal(true);
   * });
   */
  inputPath(name: string): InputReference<string>;

  /**
   * Reads fixtures/<id>/expected/<name>.json, which no sandbox can see, with its tensors. A script in
   * fixtures/<id>/generate writes such files, never the solution.
   *
   * @param name the file's name without `.json`
   * @param key one property of what the file holds; all of it by default
   * @throws AuthorError when there is no such file or key
   *
   * @example
   * test('as-expected', { title: 'doubles 21' }, async ({ evaluate }) => {
   *   const right = expected<number>('doubles', 'of 21'); // doubles.json: { "of 21": 42 }
   *   expect(await evaluate(({ double }) => double(21))).to.equal(right);
   * });
   */
  expected<T = PlainTensor>(name: string, key?: string): T;

  /**
   * Draws inputs that nobody has seen before: the same name and `--seed` give the same numbers, another name gives others.
   *
   * @param name tells apart what one suite draws
   *
   * @example
   * test('drawn', { title: 'doubles a drawn number' }, async ({ evaluate }) => {
   *   const x = random('x').int(100, 999);
   *   expect(await evaluate(({ double }, { x }) => double(x), { x })).to.equal(2 * x);
   * });
   */
  random(name: string): SeededRandom;
}

/** What is told about a test or a penalty: the second parameter of `test()` and `penalty()`. */
export interface TestOptions {
  /** What is right, as reports show it: `the mean of nothing is 0`. Of a penalty, what is wrong. */
  title: Text;
  /** Where to look when a comparison fails and nothing more is known; it must be true whatever went wrong. */
  hint?: Text;
}

/** What a test does: the last parameter of `test()` and `penalty()`. It fails when it rejects. */
export type TestBody<Lab> = (context: TestContext<Lab>) => Promise<void>;

/** What the body of a test is given: the ways to ask the submission, and the reference solution. */
export interface TestContext<Lab> {
  /**
   * Runs a function in the sandbox, beside the student's code, and gives back its result as plain data. The function
   * travels as text: it sees its two parameters only, the assignment's lab and the argument. Tensors arrive as the lab's
   * tensors and come back as PlainTensor. When the student's code throws, is not written or takes too long, the test ends
   * there, with that as its outcome.
   *
   * @param callback what to run; it may be async
   * @param argument plain data, tensors, and what `input` and `inputPath` give
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
   * Runs a function beside the reference solution, in a sandbox of its own, for an input that nobody knew before. Hidden
   * suites only. The answer can be relied on: the reference has passed every other test of its question. It is asked once
   * for equal callbacks and arguments, so what a callback draws it must draw from a fixed seed.
   *
   * @param callback what to run; it sees the lab and the argument alone, and may be async
   * @param argument plain data, tensors, and what `input` and `inputPath` give
   * @throws AuthorError when the reference solution does not answer
   *
   * @example
   * const x = random('x').int(0, 99);
   * const twice = ({ double }: Lab, { x }: { x: number }) => double(x);
   * expect(await evaluate(twice, { x })).to.equal(await reference(twice, { x }));
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

/** What `input` and `inputPath` give: a file by its name, read inside the sandbox. `T` is what a callback sees. */
export interface InputReference<T> {
  readonly $is?: T;
}
