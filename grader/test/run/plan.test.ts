import { expect } from 'chai';
import path from 'node:path';
import type { Assignment, QuestionPart } from '../../assignment/assignment';
import { AuthorError } from '../../errors';
import type { TestStatus } from '../../report/report';
import { PASSED, outcome } from '../../run/outcome';
import { buildPlan, type GradingPlan, type OpenReference } from '../../run/plan';
import { openFixtures } from '../../suite/fixtures';
import { SPECIMENS } from '../support/folders';

const fixtures = openFixtures({ inputs: [], expected: [] }, 19);
const plan = (assignment: Assignment, openReference: OpenReference = () => expect.fail('it was opened')) =>
  buildPlan(assignment, { fixtures, openReference, lang: 'en' });

/** A question whose suite is specimens/suites/is-right: two tests and a penalty. */
function assignmentWith(points: [first: number, second: number], penalty: number): Assignment {
  const test = { visibility: 'always', timeoutSeconds: 3 } as const;
  const part: QuestionPart = {
    suiteFile: path.join(SPECIMENS, 'suites', 'is-right.suite.ts'),
    hidden: false,
    tests: [
      { id: 'first', maxPoints: points[0], ...test },
      { id: 'second', maxPoints: points[1], ...test },
    ],
    penalties: [{ id: 'untidy', points: penalty }],
  };
  const maxPoints = points[0] + points[1];
  const question = {
    id: 'one',
    title: 'One',
    maxPoints,
    file: 'src/one.ts',
    function: 'one',
    start: undefined,
  };
  return { questions: [{ ...question, parts: [part] }] } as unknown as Assignment;
}

/** Ends the plan's tests with these statuses, in order; one that is not wanted does not run. */
function finish(plan: GradingPlan, statuses: TestStatus[]): ReturnType<GradingPlan['finish']> {
  plan.tests.forEach((test, index) => {
    if (!test.wanted()) return;
    const status = statuses[index]!;
    const result = status === 'passed' ? PASSED : outcome(status, `it ${status}`);
    test.done({
      outcome: result,
      durationMs: 5,
      output: 'printed',
      authorError: status === 'skipped' ? 'wrong' : null,
      observed: null,
    });
  });
  return plan.finish(() => null);
}

const points = (statuses: TestStatus[], penalty = -0.5, tests: [number, number] = [0.7, 0.3]) =>
  finish(plan(assignmentWith(tests, penalty)), statuses).questions[0]!;

describe('the points of a question', () => {
  const cases: [statuses: TestStatus[], points: number, applied: boolean][] = [
    [['passed', 'passed', 'passed'], 1, false],
    [['passed', 'failed', 'passed'], 0.7, false],
    [['passed', 'passed', 'failed'], 0.5, true],
    [['passed', 'passed', 'crashed'], 0.5, true],
    [['passed', 'passed', 'timed-out'], 0.5, true],
    [['passed', 'passed', 'not-implemented'], 0.5, true],
    [['passed', 'passed', 'skipped'], 1, false],
    [['failed', 'failed', 'failed'], 0, false],
    [['not-implemented', 'not-implemented', 'failed'], 0, false],
    [['crashed', 'timed-out', 'failed'], 0, false],
  ];
  for (const [statuses, expected, applied] of cases) {
    it(`are ${expected} for ${statuses.join(', ')}`, () => {
      const question = points(statuses);
      expect(question.points).to.equal(expected);
      expect(question.penalties[0]).to.include({ applied, points: applied ? -0.5 : 0, maxPoints: -0.5 });
    });
  }

  it('never fall below zero', () => {
    const question = points(['failed', 'passed', 'failed'], -5);
    expect(question.points).to.equal(0);
    expect(question.penalties[0]).to.include({ applied: true, points: -5, message: 'it failed' });
  });

  it('need no penalty when hidden tests earned nothing either', () => {
    const withHidden = assignmentWith([0.7, 0.3], -0.5);
    const [part] = withHidden.questions[0]!.parts as [QuestionPart];
    withHidden.questions[0]!.parts.push({ ...part, hidden: true });
    const ended = (hidden: TestStatus) =>
      finish(plan(withHidden), ['failed', 'failed', 'failed', hidden, 'failed', 'passed']).questions[0]!;
    expect(ended('failed').penalties[0]).to.include({ applied: false, points: 0, message: null });
    expect(ended('passed').penalties[0]).to.include({ applied: true, points: -0.5, message: 'it failed' });
  });

  it('have no dust of binary fractions', () => {
    expect(points(['passed', 'passed', 'failed'], -0.1, [0.1, 0.2]).points).to.equal(0.2);
  });
});

describe('the plan of a grading run', () => {
  it('lists every test before any has run', () => {
    const { questions } = plan(assignmentWith([1, 1], -1));
    expect(
      questions[0]!.tests.map(({ id, status, message, points }) => [id, status, message, points]),
    ).to.deep.equal([
      ['first', 'skipped', 'did not run', 0],
      ['second', 'skipped', 'did not run', 0],
    ]);
    expect(questions[0]!.penalties[0]).to.include({ id: 'untidy', applied: false, points: 0 });
  });

  it('gives a failed test its hint, and no other', () => {
    const hints = (status: TestStatus) => points([status, 'passed', 'passed']).tests[0]!.hint;
    expect(hints('failed')).to.equal('Count.');
    for (const status of ['passed', 'not-implemented', 'timed-out', 'crashed', 'skipped'] as const)
      expect(hints(status), status).to.equal(null);
  });

  it('says which test has a mistake of its author', () => {
    const { authorErrors, score } = finish(plan(assignmentWith([1, 1], -1)), ['skipped', 'passed', 'passed']);
    expect(authorErrors).to.deep.equal(['grader/test/specimens/suites/is-right.suite.ts: first: wrong']);
    expect(score).to.equal(1);
  });

  it('opens the reference solution for hidden tests alone', () => {
    const opened: string[] = [];
    const open = (question: string) => (opened.push(question), async () => 1);
    const assignment = assignmentWith([1, 1], -1);
    for (const { openReference } of plan(assignment, open).tests)
      expect(openReference).to.throw(AuthorError, /for hidden suites: students have no solution/);
    assignment.questions[0]!.parts[0]!.hidden = true;
    for (const { openReference } of plan(assignment, open).tests) openReference();
    expect(opened).to.deep.equal(['one', 'one', 'one']);
  });

  it('does not begin when YAML and suite differ', () => {
    const assignment = assignmentWith([1, 1], -1);
    assignment.questions[0]!.parts[0]!.penalties = [];
    expect(() => plan(assignment)).to.throw(AuthorError, 'the suite defines the penalty "untidy"');
  });
});
