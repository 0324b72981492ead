import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { loadAssignment } from '../../assignment/load';
import { writeTree } from '../support/folders';
import { publicApi, type ApiEntry } from '../support/public-api';

const examples = publicApi().filter(({ example }) => example !== null);
const OF_LABS = ['LabDefinition', 'LabTools', 'SubmittedFunctions'];
/** The entries whose examples stand in a suite, or are one. */
export const ofSuites = examples.filter(({ owner }) => !OF_LABS.includes(owner));
/** The entries whose examples are parts of a lab. */
export const ofLabs = examples.filter(({ owner }) => OF_LABS.includes(owner));

/** Where the suite of an example is written. */
export const suiteFile = (root: string, index: number) =>
  path.join(root, 'examples', 'suites', `e${index}.suite.ts`);

const HEAD = `import { expect, PlainTensor, suite, tensor, type Trace } from '@boletim/grader/suite';
import type { Lab } from '../lab';
`;
const TOOLS = '({ test, penalty, input, inputPath, expected, random })';

/** An example where its author would write it: a file, the callback of suite(), or that of test(). */
function framed({ owner, example }: ApiEntry, index: number): string {
  if (owner === 'suite') return example!.replace("suite<Lab>('double'", `suite<Lab>('e${index}'`);
  const test = (body: string) =>
    `test('asks', { title: 'asks' }, async ({ evaluate, reference }) => {\n${body}\n});`;
  const inSuite = owner === 'SuiteTools' ? example! : test(example!);
  const asks = /\btest\(/.test(inSuite)
    ? ''
    : test('expect(await evaluate(({ double }) => double(1))).to.equal(2);');
  return `${HEAD}suite<Lab>('e${index}', ${TOOLS} => {\n${inSuite}\n${asks}\n});\n`;
}

const DOUBLE = 'export const double = (x: number): number => 2 * x;\n';
const DOUBLE_ALL = 'export const doubleAll = (list: number[]): number[] => list.map((x) => 2 * x);\n';

/** An assignment with a question for each example, all of them hidden, so that they may ask for the reference. */
export function writeSuites(root: string): { assignment: Assignment; files: string[] } {
  const texts = ofSuites.map(framed);
  const questions = texts.map((text, index) => {
    const ids = (what: string) =>
      [...text.matchAll(new RegExp(`\\b${what}\\('([\\w-]+)'`, 'g'))].map(([, id]) => id);
    return { index, tests: ids('test'), penalties: ids('penalty') };
  });
  writeTree(path.join(root, 'examples'), {
    'assignment.yaml': yamlOf('examples', ['src/double.ts', 'src/double-all.ts'], questions),
    'lab.ts': `import type { LabDefinition, SubmittedFunctions } from '@boletim/grader/suite';
import type { double } from './src/double';
import type { doubleAll } from './src/double-all';
export type Lab = ReturnType<typeof createLab>;
const createLab = (submission: SubmittedFunctions) => ({
  double: submission.function<typeof double>('src/double.ts', 'double'),
  doubleAll: submission.function<typeof doubleAll>('src/double-all.ts', 'doubleAll'),
});
export const lab: LabDefinition<Lab> = { createLab };
`,
    'src/double.ts': DOUBLE,
    'src/double-all.ts': DOUBLE_ALL,
    'inputs/numbers.json': '[1, 2, 3]',
    'expected/doubles.json': '{ "of 21": 42 }',
    ...Object.fromEntries(texts.map((text, index) => [`suites/e${index}.suite.ts`, text])),
  });
  const assignment = loaded(path.join(root, 'examples'));
  for (const { parts } of assignment.questions) for (const part of parts) part.hidden = true;
  return { assignment, files: texts.map((_, index) => suiteFile(root, index)) };
}

/** What a lab that is made of examples must do. */
export const LAB_TESTS: [id: string, body: string][] = [
  ['created', 'expect(await evaluate(({ double }) => double(21))).to.equal(42);'],
  ['function', 'expect(await evaluate(({ twiceDoubled }) => twiceDoubled(1))).to.equal(4);'],
  [
    'to-plain',
    "expect(await evaluate(() => Float32Array.of(1))).to.equalTensor(tensor('float32', [1], [1]));",
  ],
  [
    'from-plain',
    "const x = tensor('float32', [1], [1]);\nexpect(await evaluate((_, { x }) => x instanceof Float32Array, { x })).to.equal(true);",
  ],
  [
    'reads-input',
    "const note = input<string>('note.txt');\nexpect(await evaluate((_, { note }) => note, { note })).to.equal('read me');",
  ],
  [
    'frees',
    "await evaluate(() => void Object.assign(globalThis, { leftovers: 1 }));\nexpect(await evaluate(() => 'leftovers' in globalThis)).to.equal(false);",
  ],
];

/** An assignment whose lab is made of all examples of labs. */
export function writeLab(root: string): { assignment: Assignment; files: string[] } {
  const members = ofLabs.filter(({ owner }) => owner === 'LabDefinition').map(({ example }) => example);
  const body = (name: string) => ofLabs.find((entry) => entry.name === name)!.example!;
  const tests = LAB_TESTS.map(
    ([id, text]) => `test('${id}', { title: '${id}' }, async ({ evaluate }) => {\n${text}\n});\n`,
  );
  const folder = writeTree(path.join(root, 'labs'), {
    'assignment.yaml': yamlOf(
      'labs',
      ['src/double.ts'],
      [{ index: 0, tests: LAB_TESTS.map(([id]) => id), penalties: [] }],
    ),
    'lab.ts': `import fs from 'node:fs';
import os from 'node:os';
import type { LabDefinition, LabTools, RetrainRequest, SubmittedFunctions } from '@boletim/grader/suite';
import type { double } from './src/double';
const byFunction = (submission: SubmittedFunctions) => {\n${body('SubmittedFunctions.function')}\n};
const byEmit = ({ emit }: LabTools) => {\n${body('LabTools.emit')}\n};
export type Lab = ReturnType<typeof byFunction> & ReturnType<typeof byEmit>;
const members: LabDefinition<{ double(x: number): number }> = {\n${members.join('\n')}\n};
export const lab: LabDefinition<Lab> = {
  ...members,
  createLab: (submission, tools) => ({
    ...byFunction(submission),
    ...byEmit(tools),
    ...members.createLab(submission, tools),
  }),
};
`,
    'src/double.ts': DOUBLE,
    'inputs/note.txt': 'read me',
    'suites/e0.suite.ts': `${HEAD}suite<Lab>('e0', ({ test, input }) => {\n${tests.join('')}});\n`,
  });
  return {
    assignment: loaded(folder),
    files: ['lab.ts', 'suites/e0.suite.ts'].map((file) => path.join(folder, file)),
  };
}

interface ExampleQuestion {
  index: number;
  tests: (string | undefined)[];
  penalties: (string | undefined)[];
}

function yamlOf(id: string, files: string[], questions: ExampleQuestion[]): string {
  const list = questions.map(({ index, tests, penalties }) => ({
    ...{
      id: `e${index}`,
      title: `Example ${index}`,
      points: tests.length,
      file: files[0],
      function: 'double',
    },
    suite: `suites/e${index}.suite.ts`,
    tests: tests.map((test) => ({ id: test, points: 1 })),
    penalties: penalties.map((penalty) => ({ id: penalty, points: -1 })),
  }));
  return JSON.stringify({ id, version: '1.0.0', title: id, lab: 'lab.ts', files, questions: list });
}

function loaded(folder: string): Assignment {
  const fixtures = {
    inputs: [path.join(folder, 'inputs')],
    hiddenInputs: [],
    expected: [path.join(folder, 'expected')],
  };
  return { ...loadAssignment(folder), fixtures, reference: folder };
}
