import { expect } from 'chai';
import type { Report } from '../../../report/report';
import { reportOf } from '../../../teaching/test/class/support';
import { studentView } from '../../serve/student-view';

describe('a report as its student sees it on the server', () => {
  /** The first test is hidden, and shown as its question says. */
  const withHidden = (visibility: Report['questions'][number]['tests'][number]['visibility']): Report => {
    const report = reportOf({ add: 4, sort: 6 });
    const [question, ...others] = report.questions as [Report['questions'][number], ...Report['questions']];
    const [test, ...rest] = question.tests as [(typeof question.tests)[number], ...typeof question.tests];
    const hidden = { ...test, hidden: true, visibility, title: 'the hidden one' };
    return { ...report, questions: [{ ...question, tests: [hidden, ...rest] }, ...others] };
  };

  const cases: ['always' | 'after-release', boolean, boolean][] = [
    ['always', true, true],
    ['always', false, false],
    ['after-release', true, false],
    ['after-release', false, false],
  ];
  for (const [visibility, showsHidden, isShown] of cases) {
    const who = showsHidden ? 'within the ration' : 'when the ration of the day is used up';
    it(`${isShown ? 'shows' : 'keeps'} a hidden test that is visible ${visibility}, ${who}`, () => {
      const seen = studentView(withHidden(visibility), { showsHidden });
      expect(JSON.stringify(seen).includes('the hidden one')).to.equal(isShown);
    });
  }
});
