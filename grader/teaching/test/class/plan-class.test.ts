import { expect } from 'chai';
import { evidenceWarnings, planClass } from '../../class/plan-class';
import { classStringsOf } from '../../class/i18n';
import type { Submission } from '../../class/downloads';
import { studentOf, submissionOf } from './support';

describe('the plan of a class', () => {
  const roster = [studentOf({ id: 'ana' }), studentOf({ id: 'bo', email: 'bo@x.edu' })];
  const submission = (origin: string, fields: Partial<Submission> = {}) =>
    submissionOf({ origin, ...fields });
  const summary = (submissions: Submission[]) =>
    planClass(roster, submissions).map(({ student, submission: found, notes }) => [
      student.id,
      found?.origin ?? null,
      ...notes,
    ]);

  it('follows the roster, with or without a submission', () => {
    expect(summary([submission('bo')])).to.deep.equal([
      ['ana', null],
      ['bo', 'bo'],
    ]);
  });

  it('appends who is not on the roster, with a note', () => {
    expect(summary([submission('cy')])[2]).to.deep.equal(['cy', 'cy', '"cy" is not in the roster']);
  });

  it('never puts who is not found in place of a student with that id', () => {
    const crossed = [
      studentOf({ id: 'bob', name: 'Bob A', username: 'b1' }),
      studentOf({ id: 'b1', name: 'Bill B', username: 'bob' }),
    ];
    const plan = planClass(crossed, [submission('Bob A'), submission('bob')]);
    expect(
      plan.map(({ student, slug, submission: found }) => [student.id, slug, found?.origin]),
    ).to.deep.equal([
      ['bob', 'bob', 'Bob A'],
      ['b1', 'b1', undefined],
      ['bob (not in the roster)', 'bob-not-in-the-roster', 'bob'],
    ]);
    expect(plan[2]?.notes).to.deep.equal(['"bob" fits bob and b1 in the roster']);
  });

  it('keeps the last of two submissions and says which was not graded', () => {
    expect(summary([submission('bo'), submission('bo@x.edu')])[1]).to.deep.equal([
      'bo',
      'bo@x.edu',
      'handed in twice: bo was not graded',
    ]);
  });

  it("gives a group's submission to everybody in it", () => {
    const submitters = ['ana', 'bo'].map((sid) => ({ name: null, email: null, sid }));
    const group = submission('submission_1', { platform: 'gradescope', submitters });
    expect(summary([group]).map(([, origin]) => origin)).to.deep.equal(['submission_1', 'submission_1']);
  });

  describe('in group work', () => {
    const groups = ['ana', 'bo', 'cy'].map((id) => studentOf({ id, group: id === 'cy' ? '' : 'Equipe 3' }));
    const plan = (origins: string[]) =>
      planClass(
        groups,
        origins.map((origin) => submission(origin)),
        { groupWork: true },
      );

    it("gives one member's submission to the others, and every row says so", () => {
      const [ana, bo, cy] = plan(['bo']);
      for (const member of [ana!, bo!]) {
        expect(member.submission?.origin).to.equal('bo');
        expect(member.notes).to.deep.equal(['handed in for the group Equipe 3: bo']);
      }
      expect(cy!.submission).to.equal(null);
    });

    it('leaves each their own when two handed in, and says so', () => {
      const [ana, bo] = plan(['ana', 'bo']);
      expect([ana!.submission?.origin, bo!.submission?.origin]).to.deep.equal(['ana', 'bo']);
      expect(ana!.doubts).to.deep.equal(['the group Equipe 3 handed in 2 times: ana, bo']);
    });

    it('keeps to the person where the groups are not those of this work', () => {
      const [ana, bo] = planClass(groups, [submission('bo')]);
      expect([ana!.submission, bo!.submission?.origin]).to.deep.equal([null, 'bo']);
    });
  });

  it('says how many were found by little', () => {
    const named = [studentOf({ id: 'ana', name: 'Ana Lima' })];
    const submitters = [{ name: 'Ana Lima', email: null, sid: null }];
    const moodle = submission('x', { platform: 'moodle', platformId: '7', submitters });
    expect(evidenceWarnings(planClass(named, [moodle]), classStringsOf('en'))).to.deep.equal([
      "1 student was found by the name alone, as the roster lacks the platform's number",
    ]);
  });
});
