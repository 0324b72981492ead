import { expect } from 'chai';
import { UsageError } from '@boletim/grader/errors';
import { matchReviews } from '../../class/match-reviews';
import { planClass } from '../../class/plan-class';
import { studentOf } from './support';

describe('whose review it is', () => {
  const review = { questions: {}, exempt: [], excused: false };
  const match = (ids: string[], names: string[]) => {
    const plan = planClass(
      ids.map((id) => studentOf({ id })),
      [],
    );
    const reviews = new Map(names.map((name) => [name, { ...review, comment: name }]));
    return [...matchReviews(reviews, plan)].map(([{ student }, { comment }]) => [student.id, comment]);
  };

  it('is found by the id or by the output folder', () => {
    expect(match(['José', 'bo'], ['Jose', 'bo'])).to.deep.equal([
      ['José', 'Jose'],
      ['bo', 'bo'],
    ]);
  });

  it('is the one with this id, whosever output folder is called like it', () => {
    expect(match(['José', 'Jose'], ['Jose'])).to.deep.equal([['Jose', 'Jose']]);
  });

  const refused: [string, string[], string[], RegExp][] = [
    ['nobody', ['ana', 'bo'], ['anna'], /No student is called anna; .* like the students: ana, bo/],
    ['two students', ['José', 'Josè'], ['Jose'], /Jose fits José and Josè; name it exactly like/],
    ['who has one already', ['José'], ['José', 'Jose'], /José and Jose are both of José; keep one/],
  ];
  for (const [whom, ids, names, message] of refused) {
    it(`is refused when it is of ${whom}`, () => {
      expect(() => match(ids, names)).to.throw(UsageError, message);
    });
  }
});
