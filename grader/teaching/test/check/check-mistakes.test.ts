import { expect } from 'chai';
import { courseCopies, courseFile } from '../../../test/support/course';
import { problemsOf } from './check-course';

const course = courseCopies();

describe('checking a course with mistakes', () => {
  it('names each of them', async () => {
    const folder = course({
      // A stub that earns points, another that fails instead of being unwritten.
      'tiny/src/half.ts': 'export function half(x: number): number {\n  return x / 2;\n}\n',
      'tiny/src/double.ts': 'export function double(): number {\n  throw new Error("TODO");\n}\n',
      // A solution that fails one test and gets a penalty.
      'solution/src/double.ts':
        'export const double = (x: number) => (x === 21 ? 0 : x === 0 ? 1 : 2 * x);\n',
      // A mutant that survives, and one that fails more than it should.
      'solution/mutants/survives/mutant.yaml': 'about: Is right.\nfile: src/half.ts\nfails: [half/one]\n',
      'solution/mutants/survives/half.ts': 'export const half = (x: number) => 0.5 * x;\n',
      'solution/mutants/adds-one/mutant.yaml': 'about: Adds.\nfile: src/double.ts\nfails: [double/nothing]\n',
      'solution/mutants/squares': null,
      'solution/mutants/takes-a-third': null,
      // Stray files.
      'tiny/src/old.ts': 'export {};\n',
      'tiny/suites/old.suite.ts': 'export {};\n',
      'solution/src/helper.ts': 'export {};\n',
      'solution/suites/forgotten.suite.ts': 'export {};\n',
      'solution/mutants/survives/notes.txt': 'x',
      'solution/src/half.ts': null,
    });
    expect(await problemsOf(folder)).to.deep.equal({
      'no stray files': [
        'tiny/src/old.ts is named by no question; add it to assignment.yaml or delete it',
        'tiny/suites/old.suite.ts is named by no question; add it to assignment.yaml or delete it',
        'solution/src/helper.ts is named by no question; add it to assignment.yaml or delete it',
        'solution/suites/forgotten.suite.ts is named by no question of hidden.yaml; add it there or delete it',
        'solution/src/half.ts is named by assignment.yaml and does not exist',
        'solution/mutants/survives/notes.txt is not the file that mutant.yaml replaces; delete it',
      ],
      'stubs earn nothing': [
        'double/one is "failed" on the stubs instead of "not-implemented": TODO',
        'double/zero is "failed" on the stubs instead of "not-implemented": TODO',
        'half/one is "passed" on the stubs instead of "not-implemented"',
      ],
      'the solution earns everything': [
        'double/zero is "failed" on the solution: expected 0, got 1',
        'half/one is "failed" on the solution: src/half.ts is not there, but "mutants/survives/half.ts" is; if you mean it, call it src/half.ts and submit again',
        'the solution gets the penalty double/prints',
      ],
      'every test is failed by a mutant': [
        ...['double/one', 'double/zero'].map(
          (test) =>
            `no mutant fails ${test}; write a wrong double.ts in solution/mutants/<name>, with a mutant.yaml beside it that lists it under "fails"`,
        ),
        'no mutant gets the penalty double/prints; write a wrong double.ts in solution/mutants/<name>, with a mutant.yaml beside it that lists it under "penalties"',
      ],
      'mutant adds-one': [
        'it should fail double/nothing, and does not',
        'it should not fail double/zero, and does',
        'it should not get the penalty double/prints, and does',
      ],
      'mutant survives': ['it should fail half/one, and does not'],
    });
  });

  it('names stubs and solutions that do not export the function of their question', async () => {
    const yaml = courseFile('tiny/assignment.yaml').replace('function: half', 'function: halve');
    const problems = await problemsOf(course({ 'tiny/assignment.yaml': yaml }));
    expect(problems['stubs and solution export what the YAML names']).to.deep.equal(
      ['tiny', 'solution'].map(
        (folder) =>
          `${folder}/src/half.ts does not export "halve", the function of question "half"; correct one of them`,
      ),
    );
  });

  it('asks for a solution where there is none', async () => {
    expect(await problemsOf(course({ solution: null }))).to.deep.equal({
      'the solution earns everything': [
        'solution does not exist; solve the assignment in solution/src, and write wrong solutions in solution/mutants',
      ],
    });
  });

  it('wants a mutant for each hidden test as well', async () => {
    const suite = courseFile('tiny/suites/half.suite.ts').replace("'one', {", "'zero', {");
    const folder = course({
      'solution/suites/half.suite.ts': suite
        .replace('../lab', '../../tiny/lab')
        .replace('half(1)', 'half(0)')
        .replace('0.5', '0'),
      'solution/suites/hidden.yaml':
        'assignment: tiny\nversion: 1.0.0\nquestions:\n  - { id: half, suite: half.suite.ts, tests: [{ id: zero, points: 1 }] }\n',
    });
    expect(
      Object.values(await problemsOf(folder))
        .flat()
        .join(),
    ).to.match(/no mutant fails half\/zero; write a wrong half\.ts/);
  });

  const yaml = courseFile('tiny/assignment.yaml');
  const MUTANT = 'solution/mutants/adds-one/mutant.yaml';
  const authors: [what: string, changes: Record<string, string | null>, ...problems: string[]][] = [
    [
      'points that do not add up',
      { 'tiny/assignment.yaml': yaml.replace('points: 2', 'points: 3') },
      'tiny/assignment.yaml:10: tests of "double" add up to 2 points, but the question has 3; correct one of them',
    ],
    [
      'YAML that cannot be read',
      { 'tiny/assignment.yaml': yaml.replace('points: 2', 'points: two') },
      'tiny/assignment.yaml:10:5: questions[0].points: expected a number, got "two"',
    ],
    [
      'tests that the suites do not define, and the reverse, in every suite',
      {
        'tiny/assignment.yaml': yaml.replace('id: zero', 'id: nothing'),
        'tiny/suites/half.suite.ts': 'export {};\n',
      },
      `tiny/suites/double.suite.ts: the YAML lists the test "nothing", but the suite does not define it; write test('nothing', ...) or remove it from the YAML.`,
      'tiny/suites/double.suite.ts: the suite defines the test "zero", but the YAML does not list it; add it with its points or remove it here.',
      "tiny/suites/half.suite.ts calls suite() 0 times; write suite<Lab>('half', ({ test }) => { … }).",
    ],
    [
      'a suite that no question has',
      {
        'tiny/suites/half.suite.ts': `${courseFile('tiny/suites/half.suite.ts')}suite('third', () => {});\n`,
      },
      "tiny/suites/half.suite.ts calls suite('third'), but the YAML lists the file for half only; list it there too, or remove the call.",
    ],
    [
      'a mutant that must fail nothing',
      { [MUTANT]: 'about: x\nfile: src/double.ts\nfails: []\n' },
      `${MUTANT}:3:1: fails: a mutant that must fail nothing proves nothing; name the tests that catch it`,
    ],
    [
      'a mutant without its file',
      { 'solution/mutants/adds-one/double.ts': null },
      `${MUTANT}:2: the mutant's own double.ts is not beside this file; write it there`,
    ],
    [
      'a mutant of a file that nobody submits',
      { [MUTANT]: 'about: x\nfile: src/other.ts\nfails: [double/one]\n' },
      `${MUTANT}:2: "src/other.ts" is no file of the submission; write one of src/double.ts, src/half.ts`,
    ],
    [
      'a mutant that names tests in another way',
      { [MUTANT]: 'about: x\nfile: src/double.ts\nfails: [double]\n' },
      `${MUTANT}:3:9: fails[0]: name a test as question/test, like "freeze/last-layer", got "double"`,
    ],
  ];
  for (const [what, changes, ...problems] of authors) {
    it(`grades nothing with ${what}`, async () => {
      expect(await problemsOf(course(changes))).to.deep.equal({ 'YAML and suites agree': problems });
    });
  }

  it('names a suite that falls over an answer', async () => {
    const suite = courseFile('tiny/suites/half.suite.ts').replace(
      'expect(await evaluate(({ half }) => half(1))).to',
      'const { y } = (await evaluate(({ half }) => ({ y: half(1) }))) as { y: number };\n    expect(y).to',
    );
    const problems = await problemsOf(course({ 'tiny/suites/half.suite.ts': suite }));
    expect(Object.keys(problems)).to.deep.equal(['no answer makes a suite fall over']);
    expect(Object.values(problems).join()).to.match(
      /^half\/one: when evaluate\(\) number 1 answers undefined/,
    );
  });

  it("names the author's mistakes that only a run can show", async () => {
    const suite = courseFile('tiny/suites/half.suite.ts').replace(
      '(({ half }) => half(1))',
      '(() => specimen)',
    );
    const problems = await problemsOf(
      course({ 'tiny/suites/half.suite.ts': `const specimen = 1;\n${suite}` }),
    );
    expect(problems['the solution earns everything']![0]).to.match(
      /^tiny\/suites\/half\.suite\.ts: one: The callback of evaluate\(\) runs in the sandbox and cannot see: specimen\./,
    );
    expect(problems['the solution earns everything']![1]).to.match(/^half\/one is "skipped" on the solution/);
  });
});
