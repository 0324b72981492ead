import { expect } from 'chai';
import path from 'node:path';
import { climb } from '../../cli/hint-ladder';
import { changesSince, continued, recallJourney, rememberJourney } from '../../cli/journey';
import type { QuestionReport } from '../../report/report';
import { exampleQuestion, exampleReport, exampleTest } from '../reporters/build-report';
import { temporaryFolder } from '../support/folders';

const folder = temporaryFolder();

function question(points: number[], changes: Partial<QuestionReport> = {}): QuestionReport {
  const tests = points.map((earned, index) =>
    exampleTest({ id: `t${index}`, points: earned, maxPoints: 1, status: earned > 0 ? 'passed' : 'failed' }),
  );
  return exampleQuestion({ id: 'one', tests, ...changes });
}

const reportOf = (...questions: QuestionReport[]) => exampleReport(questions);

describe('a journey', () => {
  it('tells what has changed since the last run', () => {
    const before = continued(null, reportOf(question([0, 1, 0])));
    const now = reportOf(question([1, 0, 1]));
    expect(changesSince(before, now, 'en')).to.equal(
      '+1 point, 2 tests newly passed, 1 test no longer passed',
    );
    expect(changesSince(before, now, 'pt-BR')).to.match(/^\+1 ponto, 2 testes passaram a passar/);
  });

  it('says so when nothing has changed, and nothing of a first run', () => {
    const report = reportOf(question([1, 0]));
    expect(changesSince(continued(null, report), report, 'en')).to.equal('nothing has changed');
    expect(changesSince(null, report, 'en')).to.equal(undefined);
  });

  it('remembers the questions that a run leaves out', () => {
    const first = continued(null, reportOf(question([1]), question([1], { id: 'two' })));
    const second = continued(first, reportOf(question([0])));
    expect(second.passed).to.deep.equal(['two/t0']);
    expect(second.points).to.deep.equal({ one: 0, two: 1 });
  });

  it('is kept in a file, and begins anew where that is damaged', () => {
    const file = path.join(folder, 'journeys', 'a.json');
    const journey = continued(null, reportOf(question([1])));
    rememberJourney(file, journey);
    expect(recallJourney(file)).to.deep.equal(journey);
    expect(recallJourney(path.join(folder, 'journeys'))).to.equal(null);
  });
});

describe('the ladder of hints', () => {
  const failing = question([0], {
    tests: [exampleTest({ id: 't', points: 0, status: 'failed', location: 'src/a.ts:3:1', hint: null })],
  });

  it('gives one more rung each time, and ends at the handout', () => {
    const journey = continued(null, reportOf(failing));
    const rungs = [1, 2, 3, 4].map(() => climb(reportOf(failing), journey, 'en').get('one')!);
    expect(rungs.map(({ shown }) => shown.length)).to.deep.equal(
      [1, 2, 3, 3].map((rung) => Math.min(rung, rungs[3]!.shown.length)),
    );
    expect(rungs.map(({ hasMore }) => hasMore).at(-1)).to.equal(false);
    expect(rungs[0]!.hasMore).to.equal(true);
    expect(climb(reportOf(failing), journey, 'pt-BR').get('one')!.shown.at(-1)).to.include('README.pt-BR.md');
  });

  it('sends nobody to a handout that is not there', () => {
    const report = reportOf(failing);
    const without = { ...report, assignment: { ...report.assignment, id: 'warmup' } };
    const journey = continued(null, without);
    const last = [1, 2, 3].map(() => climb(without, journey, 'pt-BR').get('one')!.shown.at(-1)).at(-1);
    expect(last)
      .to.match(/^releia o comentário/)
      .and.not.include('README');
  });

  it('begins again for another mistake, and has nothing for what is complete', () => {
    const journey = continued(null, reportOf(failing));
    climb(reportOf(failing), journey, 'en');
    climb(reportOf(failing), journey, 'en');
    const diagnosis = { mistake: 'other', says: 'x', look: null, how: 'error', tests: ['t'] } as const;
    const other = reportOf({ ...failing, diagnosis: { ...diagnosis, tests: ['t'] } });
    expect(climb(other, journey, 'en').get('one')!.shown).to.have.length(1);
    expect(climb(reportOf(question([1])), journey, 'en').size).to.equal(0);
  });
});
