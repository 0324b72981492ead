import path from 'node:path';
import { loadAssignment } from '../../assignment/load';
import type { Assignment } from '../../assignment/assignment';
import type { Report, SandboxMode } from '../../report/report';
import { gradeFolder } from './grade-folder';
import type { Reference } from '../../run/reference';
import { courseCopies } from './course';

/** Makes courses whose question "half" has hidden tests with these bodies, called t0, t1, … */
export function coursesWithHidden(): (bodies: string[], changes?: Record<string, string>) => string {
  const course = courseCopies();
  return (bodies, changes = {}) =>
    course({
      'solution/suites/hidden.yaml': hiddenYaml(bodies.length),
      'solution/suites/half.suite.ts': hiddenSuite(bodies),
      ...changes,
    });
}

/** Compares an answer of the submission with the reference's, on a number that is drawn. */
export const COMPARES = `const halve = ({ half }, x) => half(x);
    const x = random('x').int(1, 1e9);
    expect(await evaluate(halve, x)).to.equal(await reference(halve, x));`;

export function hiddenAssignment(folder: string): Assignment {
  return loadAssignment(path.join(folder, 'tiny'), { hidden: path.join(folder, 'solution', 'suites') });
}

export interface GradeRequest {
  reference?: Reference;
  /** Folder of the submission, in the course; the solution by default. */
  submission?: string;
  sandbox?: SandboxMode;
  seed?: number;
}

export async function gradeHidden(folder: string, request: GradeRequest = {}): Promise<Report> {
  const { submission = 'solution', ...options } = request;
  return gradeFolder({
    assignment: hiddenAssignment(folder),
    submission: path.join(folder, submission),
    ...{ sandbox: 'process', device: 'auto', typeCheck: false },
    ...options,
  });
}

/** The hidden tests of a report: status, and what it got where it compared. */
export function hiddenTests({ questions }: Report) {
  return questions.flatMap(({ tests }) => tests.filter(({ hidden }) => hidden));
}

function hiddenYaml(tests: number): string {
  const list = Array.from({ length: tests }, (_, index) => `{ id: t${index}, points: 1 }`).join(', ');
  return `assignment: tiny
version: 1.0.0
reference: ..
questions:
  - { id: half, suite: half.suite.ts, tests: [${list}] }
`;
}

function takes(body: string): string {
  return ['evaluate', 'reference'].filter((name) => body.includes(`${name}(`)).join(', ');
}

function hiddenSuite(bodies: string[]): string {
  const tests = bodies.map(
    (body, index) => `  test('t${index}', { title: 'hidden ${index}' }, async ({ ${takes(body)} }) => {
    ${body}
  });`,
  );
  return `import { expect, suite } from '@boletim/grader/suite';
suite<any>('half', ({ test, random }) => {
  void random;
${tests.join('\n')}
});
`;
}
