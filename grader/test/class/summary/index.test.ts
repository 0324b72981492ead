import { expect } from 'chai';
import { summaryHtml } from '../../../class/summary';
import { reportOf, rowOf } from '../support';

describe('summary.html', () => {
  const assignment = { id: 'sums', title: 'Sums', version: '1.0.0' };
  const declaration = {
    status: 'given' as const,
    values: { hours: 6, difficulty: 7, expectedGrade: null, llmUse: null, comments: null },
    problems: [],
  };
  const rows = [
    rowOf({
      student: { id: 'ana', name: 'Ana <script>alert(1)</script>' },
      report: reportOf({ add: 4, sort: 3 }, { declaration }),
    }),
    rowOf({ student: { id: 'bo', name: 'Bo' }, report: reportOf({ add: 0, sort: 3 }) }),
    rowOf({ student: { id: 'cy' } }),
  ];
  const page = summaryHtml(rows, assignment);

  for (const heading of [
    'Who needs a look',
    'Distribution',
    'Hardest tests',
    'Common failures',
    'What students declare',
    'Students',
  ]) {
    it(`has the section "${heading}"`, () =>
      expect(page).to.match(new RegExp(`<h2 id="[a-z]+">${heading}</h2>`)));
  }

  it('opens with the median and how many were graded', () => {
    expect(page).to.contain('Median score: 5 of 10 points');
    expect(page).to.contain('3 students: 2 graded, 1 without a submission.');
  });

  it('says each chart in words', () => {
    expect(page).to.match(
      /<title id="total-chart">Total, number of students\. 3 to 4: 1; 7 to 8: 1\.<\/title>/,
    );
    expect(page).to.match(
      /<title id="difficulty-chart">Difficulty, median 7, number of students\. 7: 1\.<\/title>/,
    );
  });

  it('needs no script and no other file, and runs none that a student wrote', () => {
    expect(page).not.to.match(/<script|<link|<img|\ssrc=|url\(|@import/i);
    expect(page).to.match(/Content-Security-Policy" content="default-src &#39;none&#39;/);
  });

  it('is the same page for the same results', () => expect(summaryHtml(rows, assignment)).to.equal(page));

  it('can also be about nobody', () => {
    expect(summaryHtml([], assignment)).to.contain('0 students');
    expect(summaryHtml([rows[2]!], assignment)).to.contain('nothing was handed in');
  });
});
