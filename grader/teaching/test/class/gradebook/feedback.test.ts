import { expect } from 'chai';
import { feedbackText } from '../../../class/gradebook/feedback';
import { reportOf, rowOf } from '../support';

describe('the feedback in a gradebook', () => {
  const student = { id: 'bo' };
  const review = { questions: { sort: { points: 2, comment: 'shown in class' } }, comment: 'See me.' };

  it('has the review also where nothing could be graded', () => {
    const problem = { code: 'corrupt' as const, message: 'it is no zip' };
    const row = rowOf({ student, review, row: { outcome: 'not-gradable', problem } });
    expect(feedbackText(row, 'en')).to.equal(
      'Could not be graded: it is no zip. Sorting: 2/6 (shown in class); See me.',
    );
  });

  it("has the reviewer's words, and no points, for who is excused", () => {
    const row = rowOf({
      student,
      report: reportOf({ add: 4, sort: 3 }),
      review: { ...review, excused: true },
    });
    expect(feedbackText(row, 'en')).to.match(/^[^;]*excused[^;]* Sorting: shown in class; See me\.$/i);
  });
});
