import { expect } from 'chai';
import path from 'node:path';
import { courseCopies, courseFile } from '../support/course';
import { boletim } from '../support/program';

const grade = (...parameters: string[]) => boletim('grade', ...parameters, '--sandbox', 'process');
const course = courseCopies();

describe("boletim grade with a course author's mistake", function () {
  this.timeout(60_000);

  const NOT_YOURS = "A mistake in the course's files, not in a submission:\n";
  const mistakes: [what: string, file: string, content: string, stderr: RegExp][] = [
    [
      'in assignment.yaml',
      'tiny/assignment.yaml',
      courseFile('tiny/assignment.yaml').replace('points: 2', 'point: 2'),
      /tiny\/assignment\.yaml:8:5: questions\[0\]\.points: is missing; add "points:" with a number\n.*:10:5: questions\[0\]: unknown key "point"/,
    ],
    [
      'between YAML and suite',
      'tiny/assignment.yaml',
      courseFile('tiny/assignment.yaml').replace('id: zero', 'id: none'),
      /double\.suite\.ts: the YAML lists the test "none"/,
    ],
    [
      'in a suite',
      'tiny/suites/half.suite.ts',
      'const = 1;\n',
      /half\.suite\.ts cannot be loaded: [^]*half\.suite\.ts\D+1\D+7/,
    ],
    ['in the syntax of the lab', 'tiny/lab.ts', 'const = 1;\n', /tiny\/lab\.ts cannot be compiled: /],
    [
      'in what the lab exports',
      'tiny/lab.ts',
      'export {};\n',
      /lab cannot be used: it must export `lab`, with a function createLab/,
    ],
    [
      'in a lab that throws',
      'tiny/lab.ts',
      'throw new Error("no tensors");\n',
      /lab cannot be used: no tensors\n[^]*tiny\/lab\.ts:1:7/,
    ],
    [
      'in what the lab builds',
      'tiny/lab.ts',
      courseFile('tiny/lab.ts').replace('return {', 'throw new Error("no functions"); return {'),
      /lab cannot be used: no functions\n[^]*tiny\/lab\.ts:6:9/,
    ],
  ];
  for (const [what, file, content, stderr] of mistakes) {
    it(`ends with 1, names the file and shows nothing as the student's: ${what}`, () => {
      const folder = course({ [file]: content });
      const result = grade(path.join(folder, 'tiny'), '--submission', path.join(folder, 'solution'));
      expect(result.stderr).to.match(stderr);
      expect(result.stderr.startsWith(NOT_YOURS)).to.equal(true);
      expect([result.code, result.stdout]).to.deep.equal([1, '']);
    });
  }

  it('that only a run can show is told below the score of the rest', () => {
    const suite = courseFile('tiny/suites/half.suite.ts').replace(
      '(({ half }) => half(1))',
      '(() => outside)',
    );
    const folder = course({ 'tiny/suites/half.suite.ts': `const outside = 1;\n${suite}` });
    const { code, stdout } = grade(path.join(folder, 'tiny'), '--submission', path.join(folder, 'solution'));
    expect(code).to.equal(1);
    expect(stdout).to.match(/The course's own mistakes, not yours\n.*half\.suite\.ts: one: The callback/);
    expect(stdout).to.match(
      /half of one - not run\n +could not be graded: the course has to correct this test\n/,
    );
    expect(stdout).to.include('Score 2 / 3');
  });

  const halfSuite = (line: string) =>
    courseFile('tiny/suites/half.suite.ts').replace('expect(await', `${line}\n    expect(await`);
  const endings: [what: string, line: string, stderr: RegExp][] = [
    [
      'that ends the program',
      'process.exit(0);',
      /^something ended the program before it was done; .* must not call process\.exit\(\)\n$/,
    ],
    [
      'that throws in a timer',
      "setTimeout(() => { throw new Error('too late'); }); await new Promise((done) => setTimeout(done, 50));",
      /^a suite threw outside of its tests: too late \(.*half\.suite\.ts:\d+:\d+\)\n$/,
    ],
  ];
  for (const [what, line, stderr] of endings) {
    it(`in a suite ${what} never looks like a grade`, () => {
      const folder = course({ 'tiny/suites/half.suite.ts': halfSuite(line) });
      const result = grade(path.join(folder, 'tiny'), '--submission', path.join(folder, 'solution'));
      expect(result.stderr.startsWith(NOT_YOURS)).to.equal(true);
      expect(result.stderr.slice(NOT_YOURS.length)).to.match(stderr);
      expect([result.code, result.stdout]).to.deep.equal([1, '']);
    });
  }

  it('that is a fault of the grader or its machine ends with 3 and blames nobody', () => {
    const lab = courseFile('tiny/lab.ts').replace(
      '= { createLab }',
      "= { createLab, start: async () => { throw new Error('the graphics card is on fire'); } }",
    );
    const folder = course({ 'tiny/lab.ts': lab });
    const { code, stdout, stderr } = grade(
      path.join(folder, 'tiny'),
      '--submission',
      path.join(folder, 'solution'),
    );
    expect([code, stdout]).to.deep.equal([3, '']);
    expect(stderr).to.match(
      /^The grader failed; this says nothing about the submission\.\n[^]*did not start[^]*the graphics card is on fire\nOn this machine alone: "npm run doctor"[^]*On every machine: the lab is wrong/,
    );
  });
});
