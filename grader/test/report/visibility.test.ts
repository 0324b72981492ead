import { expect } from 'chai';
import { FORMAT_NAMES, LANGS, forStudent, reporters } from '../../reporters';
import type { TestReport } from '../../reporters';
import { exampleQuestion, exampleReport, exampleTest } from '../reporters/build-report';
import { richReport, secretReport } from '../reporters/example-report';
import { CANARY } from '../reporters/hostile-text';

const before = { released: false };
const after = { released: true };

function reportOf(...tests: Partial<TestReport>[]): ReturnType<typeof exampleReport> {
  return exampleReport([exampleQuestion({ tests: tests.map((changes) => exampleTest(changes)) })]);
}

describe('forStudent', () => {
  it('leaves a report without hidden tests as it is, but for the seed', () => {
    const report = reportOf({ output: 'mine', status: 'failed', points: 0, message: 'no' });
    const environment = { ...report.environment, seed: null };
    expect(forStudent(report, before)).to.deep.equal({ ...report, environment });
  });

  it('shows of a hidden test only title, points, status and hint', () => {
    const [, test] = forStudent(secretReport(), after).questions[0]!.tests;
    const { id, title, points, maxPoints, status, hidden, visibility, hint, ...rest } = test!;
    expect([id, title, points, maxPoints, status, hidden, visibility, hint]).to.deep.equal([
      ...['a', 'works on other strides', 0.25, 0.5, 'failed', true, 'always', 'Look at strides.'],
    ]);
    expect(Object.values(rest).every((value) => value === null || value === '' || value === 0)).to.equal(
      true,
    );
  });

  it('makes one nameless row of the tests that stay secret', () => {
    const report = reportOf(
      { title: 'x', hidden: true, visibility: 'never' },
      {},
      { title: 'y', hidden: true, visibility: 'never', points: 0, status: 'failed' },
    );
    const { tests, points, maxPoints } = forStudent(report, after).questions[0]!;
    expect(tests.map((test) => [test.title, test.points, test.maxPoints, test.status])).to.deep.equal([
      ['keeps the shape of its input', 0.5, 0.5, 'passed'],
      ['Hidden tests', 0.5, 1, 'failed'],
    ]);
    expect([points, maxPoints]).to.deep.equal([1, 1.5]);
  });

  it('leaves tests for later out until release, points and all', () => {
    const report = reportOf({}, { id: 'later', hidden: true, visibility: 'after-release' });
    const early = forStudent(report, before);
    expect(early.questions[0]!.tests).to.have.length(1);
    expect([early.score, early.maxScore, early.questions[0]!.withheldPoints]).to.deep.equal([0.5, 0.5, 0.5]);
    const late = forStudent(report, after);
    expect(late.questions[0]!.tests).to.have.length(2);
    expect([late.score, late.maxScore, late.questions[0]!.withheldPoints]).to.deep.equal([1, 1, undefined]);
  });

  it('keeps a diagnosis to itself that a hidden test has helped to find', () => {
    const diagnosis = { mistake: 'm', says: 's', look: null, how: 'behaviour' as const };
    const tests = [exampleTest({ id: 'open' }), exampleTest({ id: 'h', hidden: true, visibility: 'always' })];
    const shownTo = (ids: string[]) => {
      const question = exampleQuestion({ tests, diagnosis: { ...diagnosis, tests: ids } });
      return forStudent(exampleReport([question]), after).questions[0]!.diagnosis;
    };
    expect(shownTo(['open'])).to.include({ mistake: 'm' });
    expect(shownTo(['open', 'h'])).to.equal(null);
  });

  it('keeps a question at zero when penalties outweigh what is shown', () => {
    const penalty = { id: 'p', title: 'p', points: -0.7, maxPoints: -0.7, applied: true, message: null };
    const tests = [exampleTest(), exampleTest({ id: 'later', visibility: 'after-release', hidden: true })];
    const report = exampleReport([exampleQuestion({ tests, penalties: [penalty] })]);
    expect(report.score).to.be.closeTo(0.3, 1e-12);
    expect(forStudent(report, before).score).to.be.closeTo(0, 1e-12);
  });

  it("closes the side channels: durations, the seed and authors' errors", () => {
    const report = forStudent(secretReport(), before);
    expect(report.durationMs).to.equal(12.4);
    expect(report.environment.seed).to.equal(null);
    expect(report.authorErrors.join()).not.to.contain(CANARY);
  });

  for (const options of [before, after]) {
    it(`changes nothing the second time (released: ${options.released})`, () => {
      for (const report of [richReport(), secretReport()]) {
        const once = forStudent(report, options);
        expect(forStudent(once, options)).to.deep.equal(once);
      }
    });
  }

  it('does not change the report it was given', () => {
    const report = secretReport();
    forStudent(report, before);
    expect(report).to.deep.equal(secretReport());
  });
});

describe("a student's report", () => {
  for (const format of FORMAT_NAMES) {
    for (const lang of LANGS) {
      it(`says nothing of hidden tests as ${format} in ${lang}`, () => {
        const text = reporters[format](secretReport(), { lang, audience: 'student' });
        expect(text).not.to.contain(CANARY);
        expect(text).not.to.contain('731');
      });
    }
  }

  for (const format of FORMAT_NAMES.filter((name) => name !== 'gradescope')) {
    it(`says nothing of tests for later as ${format}, except how many points they hold`, () => {
      const report = secretReport();
      const text = reporters[format](report, { lang: 'en', audience: 'student' });
      expect(text).not.to.contain('the test for later');
      expect(reporters[format](report, { lang: 'en', audience: 'student', released: true })).to.contain(
        'the test for later',
      );
    });
  }

  it('is not what an instructor gets', () => {
    for (const format of FORMAT_NAMES) {
      const text = reporters[format](secretReport(), { lang: 'en', audience: 'instructor' });
      expect(text, format).to.contain(CANARY);
    }
  });
});
