import { expect } from 'chai';
import path from 'node:path';
import type { Assignment, QuestionPart } from '../../assignment/assignment';
import { AuthorError } from '../../errors';
import type { TestStatus } from '../../report/report';
import { openReference } from '../../run/open-reference';
import { PASSED, outcome } from '../../run/outcome';
import { planTests } from '../../run/plan';
import { isWanted, reportQuestions } from '../../run/question-reports';
import type { Reference } from '../../run/reference';
import type { TestResult } from '../../run/test-runner';
import { openFixtures } from '../../suite/fixtures';
import { SPECIMENS } from '../support/folders';

const fixtures = openFixtures({ inputs: [], expected: [] }, 19);
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

/** The report when the plan's tests end with these statuses, in order; one that is not wanted does not run. */
function finish(assignment: Assignment, statuses: TestStatus[]): ReturnType<typeof reportQuestions> {
  const plan = planTests(assignment, fixtures);
  const results = new Map<(typeof plan)[number], TestResult>();
  for (const [index, status] of statuses.entries()) {
    const planned = plan[index]!;
    if (!isWanted(planned, results)) continue;
    results.set(planned, {
      outcome: status === 'passed' ? PASSED : outcome(status, `it ${status}`),
      durationMs: 5,
      output: 'printed',
      authorError: status === 'skipped' ? 'wrong' : null,
      observed: null,
    });
  }
  return reportQuestions(assignment.questions, plan, results);
}

const points = (statuses: TestStatus[], penalty = -0.5, tests: [number, number] = [0.7, 0.3]) =>
  finish(assignmentWith(tests, penalty), statuses).questions[0]!;

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
      finish(withHidden, ['failed', 'failed', 'failed', hidden, 'failed', 'passed']).questions[0]!;
    expect(ended('failed').penalties[0]).to.include({ applied: false, points: 0, message: null });
    expect(ended('passed').penalties[0]).to.include({ applied: true, points: -0.5, message: 'it failed' });
  });

  it('have no dust of binary fractions', () => {
    expect(points(['passed', 'passed', 'failed'], -0.1, [0.1, 0.2]).points).to.equal(0.2);
  });
});

describe('the plan of a grading run', () => {
  it('lists every test before any has run', () => {
    const { questions } = finish(assignmentWith([1, 1], -1), []);
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
    const { authorErrors, score } = finish(assignmentWith([1, 1], -1), ['skipped', 'passed', 'passed']);
    expect(authorErrors).to.deep.equal(['grader/test/specimens/suites/is-right.suite.ts: first: wrong']);
    expect(score).to.equal(1);
  });

  it('runs hidden tests after all public ones', () => {
    const assignment = assignmentWith([1, 1], -1);
    const [question] = assignment.questions as [Assignment['questions'][number]];
    const [part] = question.parts as [QuestionPart];
    question.parts.unshift({ ...part, hidden: true });
    const hidden = planTests(assignment, fixtures).map((planned) => planned.part.hidden);
    expect(hidden).to.deep.equal([false, false, false, true, true, true]);
  });

  it('opens the reference solution for hidden tests alone', () => {
    const opened: string[] = [];
    const reference = { open: (question: string) => opened.push(question) } as unknown as Reference;
    const assignment = assignmentWith([1, 1], -1);
    for (const planned of planTests(assignment, fixtures))
      expect(() => openReference(reference, planned)).to.throw(AuthorError, /students have no solution/);
    assignment.questions[0]!.parts[0]!.hidden = true;
    for (const planned of planTests(assignment, fixtures)) openReference(reference, planned);
    expect(opened).to.deep.equal(['one', 'one', 'one']);
  });

  it('does not begin when YAML and suite differ', () => {
    const assignment = assignmentWith([1, 1], -1);
    assignment.questions[0]!.parts[0]!.penalties = [];
    expect(() => planTests(assignment, fixtures)).to.throw(
      AuthorError,
      'the suite defines the penalty "untidy"',
    );
  });
});
