import { expect } from 'chai';
import path from 'node:path';
import { parse } from 'yaml';
import { assignmentSpec } from '@boletim/grader/assignment';
import { asQuestions, comparePoints, readAutograding } from '../../classroom';
import { temporaryFolder, writeTree } from '../class/support';

const JSON_FILE = '.github/classroom/autograding.json';
const WORKFLOW = '.github/workflows/classroom.yml';
const TESTS = {
  tests: [
    { name: 'Mean works', setup: 'npm ci', run: 'npm test -- mean', input: '', output: '', points: 20 },
    { name: 'prints a table', run: 'node main.js', output: 'a b', comparison: 'included', points: '5' },
    { name: '1: no points', run: 'x', points: null },
  ],
};
const STEPS = `jobs:
  run:
    steps:
      - uses: actions/checkout@v4
      - name: Mean works
        id: mean-works
        uses: classroom-resources/autograding-command-grader@v1
        with: { test-name: Mean works, command: npm test, timeout: 10, max-score: 20 }
      - uses: education/autograding-io-grader@v1
        with: { test-name: shout, command: ./x, expected-output: HELLO, max-score: '5' }
      - uses: classroom-resources/autograding-grading-reporter@v1
`;

function withPoints(points: unknown): string {
  return JSON.stringify({ tests: [{ name: 'a', run: 'x', points }] });
}

describe('what GitHub Classroom graded', () => {
  const repository = (files: Record<string, string>) => writeTree(path.join(temporaryFolder(), 'lab'), files);

  it('is read from autograding.json', () => {
    const { tests } = readAutograding(repository({ [JSON_FILE]: `\ufeff${JSON.stringify(TESTS)}` }));
    expect(tests).to.deep.equal([
      { name: 'Mean works', points: 20, kind: 'command', command: 'npm test -- mean' },
      { name: 'prints a table', points: 5, kind: 'output', command: 'node main.js' },
      { name: '1: no points', points: 0, kind: 'command', command: 'x' },
    ]);
  });

  it('is read from the workflow, which Classroom ran where there are both', () => {
    const { tests, file } = readAutograding(repository({ [JSON_FILE]: '{}', [WORKFLOW]: STEPS }));
    expect(path.basename(file)).to.equal('classroom.yml');
    expect(tests.map(({ name, points, kind }) => [name, points, kind])).to.deep.equal([
      ['Mean works', 20, 'command'],
      ['shout', 5, 'output'],
    ]);
  });

  it('hands no command of a repository to the terminal that prints it', () => {
    const run = 'x \u001b[31m\nquestions: none';
    const tests = [{ name: 'a \u001b[2J', points: 1, kind: 'command' as const, command: run }];
    const text = asQuestions({ file: 'x', tests });
    expect(text).not.to.match(/[\0-\x09\x0b-\x1f]/);
    expect((parse(text) as { questions: object[] }).questions).to.have.length(1);
  });

  it('begins an assignment.yaml that has its points', () => {
    const { tests } = readAutograding(repository({ [JSON_FILE]: JSON.stringify(TESTS) }));
    const [mean, table] = tests as [(typeof tests)[number], (typeof tests)[number]];
    const text = asQuestions({ file: 'x', tests: [mean, mean, { ...table, name: '10 % of "π": yes' }] });
    const begun = { id: 'lab', version: '1.0.0', title: 'Lab', lab: 'lab.ts', files: ['src/a.ts'] };
    const { questions } = assignmentSpec.parse({ ...begun, ...(parse(text) as object) });
    expect(questions.map(({ id, title, points }) => [id, title, points])).to.deep.equal([
      ['mean-works', 'Mean works', 20],
      ['mean-works-2', 'Mean works', 20],
      ['test-10-of-yes', '10 % of "π": yes', 5],
    ]);
    expect(text).to.contain('# Classroom looked at the exit code: npm test -- mean\n');
  });

  it('is compared with the points of an assignment, by share', () => {
    const read = readAutograding(repository({ [JSON_FILE]: JSON.stringify(TESTS) }));
    const question = (id: string, points: number, tests: { id: string; points: number }[] = []) => ({
      ...{ id, title: id, points, tests },
    });
    const mean = question('mean', 8, [{ id: 'mean-works', points: 8 }]);
    const compare = (...questions: ReturnType<typeof question>[]) =>
      comparePoints({ ...read, tests: read.tests.slice(0, 2) }, { id: 'lab', questions });
    expect(compare(mean, question('prints-a-table', 2))).to.deep.equal([
      'Each of the 2 weighs in lab what it weighed in Classroom.',
    ]);
    expect(compare(question('mean-works', 5), question('other', 5))).to.deep.equal([
      'Mean works: 20 of 25 (80 %) in Classroom, 5 of 10 (50 %) as question mean-works of lab',
      'prints a table: no question or test of lab is called that',
    ]);
  });

  const refused: [what: string, files: Record<string, string>, says: RegExp][] = [
    ['no such file', { 'README.md': '' }, /has none of \.github\/workflows\/classroom\.yml/],
    ['no JSON', { [JSON_FILE]: '{' }, /cannot be read/],
    ['another JSON', { [JSON_FILE]: '[]' }, /is not GitHub Classroom's/],
    ['no tests', { [JSON_FILE]: '{"tests":[]}' }, /names no test/],
    [
      'points below 0',
      { [JSON_FILE]: withPoints(-5) },
      /points below 0; write 0 or more[^]*tests\[0\]\.points/,
    ],
    ['points that are none', { [JSON_FILE]: withPoints('many') }, /these are no points/],
    [
      'a max-score that is none',
      { [WORKFLOW]: STEPS.replace('max-score: 20', 'max-score: -20') },
      /max-score of "Mean works", is not GitHub Classroom's: [^]*below 0/,
    ],
    ['a workflow without graders', { [WORKFLOW]: 'jobs: { a: { steps: [{ run: x }] } }' }, /names no test/],
  ];
  for (const [what, files, says] of refused)
    it(`is refused: ${what}`, () => expect(() => readAutograding(repository(files))).to.throw(says));
});
