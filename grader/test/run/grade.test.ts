import { expect } from 'chai';
import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import type { Report } from '../../report/report';
import { gradeFolder, type GradeFolderOptions } from '../support/grade-folder';
import { gradingFiles } from '../../suite/load-suites';
import { courseCopies, courseFile } from '../support/course';
import { testOf } from '../support/grading';
import { writeTree } from '../support/folders';
import { HUNGRY_FILE } from '../support/hungry-file';

const course = courseCopies();

/** Grades the solution of a course; its fixtures lie in the folder itself. */
async function gradeCourse(folder: string, options: Partial<GradeFolderOptions> = {}): Promise<Report> {
  const assignment = loadAssignment(path.join(folder, 'tiny'));
  const fixtures = {
    inputs: [path.join(folder, 'inputs')],
    hiddenInputs: [],
    expected: [path.join(folder, 'expected')],
  };
  return gradeFolder({
    assignment: { ...assignment, fixtures },
    submission: path.join(folder, 'solution'),
    sandbox: 'process',
    device: 'auto',
    typeCheck: false,
    ...options,
  });
}

/** A suite for the question "half", whose one test has this body. */
const halfSuite = (body: string) => `import { expect, suite, tensor } from '@boletim/grader/suite';
suite<never>('half', ({ test, input, inputPath, expected, random }) => {
  test('one', { title: 'half of one' }, async ({ evaluate }) => {
    ${body}
    void [expect, tensor, input, inputPath, expected, random];
  });
});
`;

describe('the report of a grading run', () => {
  it('says what was graded, with what, and how it went', async () => {
    const progress: [number, number][] = [];
    const report = await gradeCourse(course(), {
      name: 'ana',
      seed: 5,
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(report).to.deep.include({ schema: 'boletim/report/v1', score: 3, maxScore: 3, retrain: null });
    expect(report.assignment).to.include({ id: 'tiny', title: 'Tiny', version: '1.0.0' });
    expect(report.submission).to.include({ name: 'ana' });
    const { bounds, ...environment } = report.environment;
    expect(bounds).to.have.all.keys('memory', 'processes');
    expect(environment).to.deep.equal({
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      device: null,
      sandbox: 'process',
      seed: 5,
    });
    expect(report.declaration.status).to.equal('missing');
    expect([report.warnings, report.authorErrors]).to.deep.equal([[], []]);
    expect(progress).to.deep.equal([1, 2, 3, 4].map((done) => [done, 4]));
    expect(Number.isNaN(Date.parse(report.startedAt))).to.equal(false);
  });

  it('has equal digests for equal things, and another when the submission changes', async () => {
    const digests = async (folder: string) => {
      const { assignment, submission } = await gradeCourse(folder);
      return [assignment.digest, submission.digest];
    };
    const folder = course();
    const [suite, submission] = await digests(folder);
    expect(await digests(folder)).to.deep.equal([suite, submission]);
    const other = course({ 'solution/src/half.ts': 'export const half = (x: number) => 0.5 * x;\n' });
    expect((await digests(other))[1]).to.not.equal(submission);
  });
});

describe('a submission that the compiler dies of', () => {
  it('is told so, and the next is graded', async () => {
    const hungry = await gradeCourse(course({ 'solution/src/half.ts': HUNGRY_FILE }));
    expect(testOf(hungry, 'half/one')).to.include({ status: 'failed' });
    const [question] = hungry.questions.filter(({ id }) => id === 'half');
    expect(question!.diagnostics.join()).to.match(
      /^src\/half\.ts cannot be compiled: .*ran out of memory on it\)$/,
    );
    expect(await gradeCourse(course())).to.include({ score: 3 });
  }).timeout(60_000);
});

describe('the files that decide grades', () => {
  it('are all that lab and suites may import, and not the stubs', () => {
    const folder = course({
      'tiny/lab-helper.ts': 'export const help = 1;\n',
      'tiny/suites/suite-helper.ts': 'export const help = 1;\n',
    });
    const files = gradingFiles(loadAssignment(path.join(folder, 'tiny'))).map((file) =>
      path.relative(path.join(folder, 'tiny'), file),
    );
    const own = files.filter((file) => !file.startsWith('..')).sort();
    expect(own).to.include.members(['assignment.yaml', 'lab.ts', 'lab-helper.ts']);
    expect(own).to.include.members([
      path.join('suites', 'suite-helper.ts'),
      path.join('suites', 'half.suite.ts'),
    ]);
    expect(own.filter((file) => file.startsWith('src'))).to.deep.equal([]);
  });
});

describe('drawn inputs', () => {
  it('are the same for a seed, and others for another', async () => {
    const body = "expect(await evaluate((_, x) => x, random('x').int(0, 1e9))).to.equal(-1);";
    const folder = course({ 'tiny/suites/half.suite.ts': halfSuite(body) });
    const drawn = async (seed: number) => testOf(await gradeCourse(folder, { seed }), 'half/one').actual;
    const [first, again, other] = [await drawn(1), await drawn(1), await drawn(2)];
    expect(first).to.match(/^\d+$/).and.equal(again).and.not.equal(other);
  });
});

describe('fixtures', () => {
  const inputs = {
    'inputs/pair.json': '{ "x": { "dtype": "float32", "shape": [2], "data": [1, 2.5] }, "name": "pair" }',
    'inputs/broken.json': '{ "x": ',
    'inputs/weights.bin': 'cut off',
    'expected/pair.json': '{ "dtype": "float32", "shape": [2], "data": [1, 2.5] }',
  };
  const withReader = courseFile('tiny/lab.ts').replace(
    '= { createLab }',
    "= { createLab, readInput() { throw new Error('truncated: 7 of 400 bytes'); } }",
  );

  async function half(body: string): Promise<Report> {
    const folder = course({ 'tiny/suites/half.suite.ts': halfSuite(body), 'tiny/lab.ts': withReader });
    return gradeCourse(writeTree(folder, inputs));
  }

  it('arrive in the sandbox as data, and come back', async () => {
    const report = await half(
      "const back = await evaluate((_, { pair, file }) => [pair, file.split('/').pop()], { pair: input('pair.json'), file: inputPath('pair.json') });" +
        "expect(back[0].x).to.equalTensor(expected('pair')); expect([back[0].name, back[1]]).to.deep.equal(['pair', 'pair.json']);",
    );
    expect(testOf(report, 'half/one')).to.include({ status: 'passed', message: null });
  });

  const damaged: [what: string, name: string, message: RegExp][] = [
    [
      'broken JSON',
      'broken.json',
      /^the course's input broken\.json cannot be read \(.*JSON.*\); tell your instructor$/,
    ],
    [
      'a truncated file of the lab',
      'weights.bin',
      /^the course's input weights\.bin cannot be read \(truncated: 7 of 400 bytes\); tell your instructor$/,
    ],
  ];
  for (const [what, name, message] of damaged) {
    it(`are named as the course's when damaged: ${what}`, async () => {
      const report = await half(`await evaluate((_, x) => x, input('${name}'));`);
      expect(testOf(report, 'half/one').message).to.match(message);
      expect(testOf(report, 'double/one').status).to.equal('passed');
    });
  }

  const missing: [what: string, body: string, message: RegExp][] = [
    [
      'an input',
      "await evaluate((_, x) => x, input('nothing.json'));",
      /: one: The input "nothing\.json" is not in /,
    ],
    [
      'an expected value',
      "expect(await evaluate(() => 1)).to.equal(expected('nothing'));",
      /: one: The expected value "nothing\.json" is not in /,
    ],
  ];
  for (const [what, body, message] of missing) {
    it(`are their author's mistake when missing: ${what}`, async () => {
      const report = await half(body);
      expect(report.authorErrors).to.have.length(1);
      expect(report.authorErrors[0]).to.match(message);
      expect(testOf(report, 'half/one')).to.include({
        status: 'skipped',
        message: 'could not be graded: the course has to correct this test',
      });
    });
  }
});
