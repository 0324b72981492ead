import { expect } from 'chai';
import path from 'node:path';
import { loadAssignment } from '../../../assignment/load';
import { hostileAnswerProblems } from '../../check/hostile-answers';
import { PlainTensor } from '../../../wire/plain';
import { openFixtures } from '../../../suite/fixtures';
import { courseCopies } from '../../../test/support/course';

const course = courseCopies();

/** The problems of one test, whose calls the solution answers one after the other. */
async function problemsOf(body: string, ...answers: unknown[]): Promise<string[]> {
  const folder = course({
    'tiny/suites/half.suite.ts': `import { expect, suite, tensor } from '@boletim/grader/suite';
import type { Lab } from '../lab';

suite<Lab>('half', ({ test }) => {
  test('one', { title: 'half of one' }, async ({ evaluate }) => {
    const answer = (await evaluate(() => null)) as any;
    ${body}
  });
});
void tensor;
`,
  });
  const loaded = loadAssignment(path.join(folder, 'tiny'));
  const assignment = { ...loaded, questions: loaded.questions.filter(({ id }) => id === 'half') };
  let next = 0;
  const session = { evaluate: () => Promise.resolve(answers[next++] as null) };
  return hostileAnswerProblems({ assignment, fixtures: openFixtures(assignment.fixtures, 1), session });
}

describe('hostile answers to a suite', () => {
  const careful: [what: string, body: string, ...answers: unknown[]][] = [
    ['compares the whole answer', 'expect(answer).to.deep.equal({ a: 1 });', { a: 1 }],
    [
      'looks at the form of each part first',
      `expect(answer).to.be.an('object');
    expect(answer.list).to.be.an('array').with.lengthOf(2);
    expect(answer.list[1]).to.be.a('number').within(1, 3);`,
      { list: [1, 2] },
    ],
    ['does not look at all', 'void answer;', 1],
  ];
  for (const [what, body, ...answers] of careful) {
    it(`do nothing to one that ${what}`, async () => {
      expect(await problemsOf(body, ...answers)).to.deep.equal([]);
    });
  }

  it('are a problem where the right answers already end in an error, for then nothing is proved', async () => {
    expect(await problemsOf('expect(answer).to.equal(1);', 2)).to.deep.equal([
      `half/one: hostile answers cannot be tried, for with the solution's own it throws "AssertionError: expected 2 to equal 1"`,
    ]);
  });

  const careless: [what: string, body: string, problem: RegExp, ...answers: unknown[]][] = [
    [
      'takes the answer apart',
      'const { a } = answer; expect(a).to.equal(1);',
      /^half\/one: when evaluate\(\) number 1 answers undefined, the suite throws "TypeError: Cannot destructure [^]*\(half\.suite\.ts:\d+\); a student's answer must not do that: expect\(\) its form/,
      { a: 1 },
    ],
    [
      'trusts what lies inside of it',
      "expect(answer).to.be.an('object'); expect(answer.list).to.be.an('array').with.lengthOf(1); answer.list[0].trim();",
      /answers \[null\] at \["list"\], the suite throws "TypeError: Cannot read/,
      { list: ['x'] },
    ],
    [
      'trusts its length',
      "expect(answer).to.be.a('number'); new Array(answer);",
      /answers NaN, the suite throws "RangeError: Invalid array length"/,
      3,
    ],
    [
      'trusts a later answer',
      'const second = (await evaluate(() => null)) as any; second.toFixed();',
      /evaluate\(\) number 2 answers undefined, the suite throws "TypeError/,
      ...[1, 2],
    ],
    [
      'blames its author for it',
      "expect(tensor('float32', [1], [1])).to.equalTensor(answer);",
      /the suite throws "AuthorError: a tensor is compared with undefined/,
      new PlainTensor('float32', [1], Float32Array.of(1)),
    ],
  ];
  for (const [what, body, problem, ...answers] of careless) {
    it(`are a problem of one that ${what}`, async () => {
      const problems = await problemsOf(body, ...answers);
      expect(problems).to.have.lengthOf(1);
      expect(problems[0]).to.match(problem);
    });
  }
});
