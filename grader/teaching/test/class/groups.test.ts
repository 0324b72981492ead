import { expect } from 'chai';
import { UsageError } from '@boletim/grader/errors';
import { groupsOf, refuseAlike, withGroups } from '../../class/groups';
import { studentOf } from './support';

describe('groups.csv', () => {
  const roster = [
    studentOf({ id: 'ana', name: 'Ana Lima', email: 'a@x.edu', canvasId: '88' }),
    studentOf({ id: 'bo', name: 'Bo Paz', username: 'bo-p' }),
    studentOf({ id: 'twin', name: 'Bo Paz' }),
  ];
  const groups = (text: string) =>
    groupsOf(withGroups(roster, text, 'groups.csv')).map(({ name, members }) => [
      name,
      ...members.map(({ id }) => id),
    ]);

  const read: [string, string][] = [
    ['ids', 'group,id\nEquipe 3,ana\nEquipe 3,bo\n'],
    ['e-mails and user names', 'grupo;email;username\nEquipe 3;A@x.edu;\nEquipe 3;;bo-p\n'],
    [
      "Canvas' export",
      'name,canvas_user_id,login_id,group_name\nAna Lima,88,,Equipe 3\n,,bo-p,Equipe 3\n"Bo Paz",,twin,\n',
    ],
  ];
  for (const [what, text] of read) {
    it(`are read with ${what}`, () => expect(groups(text)).to.deep.equal([['Equipe 3', 'ana', 'bo']]));
  }

  it('make the class where there is no roster', () => {
    expect(
      withGroups([], 'group,id\nA,ana\nB,bo\n', 'groups.csv').map(({ id, group }) => [id, group]),
    ).to.deep.equal([
      ['ana', 'A'],
      ['bo', 'B'],
    ]);
  });

  const refused: [string, string, RegExp][] = [
    ['no group', 'id\nana\n', /groups\.csv names no group/],
    ['nobody of the roster', 'group,id\nA,cy\n', /"cy" of the group A is not in the roster/],
    ['a name that two have', 'group,name\nA,Bo Paz\n', /"Bo Paz" of the group A fits bo and twin/],
    ['a student in two groups', 'group,id,email\nA,ana,\nB,,a@x.edu\n', /is in A and in B; keep one/],
  ];
  for (const [what, text, message] of refused) {
    it(`are refused with ${what}`, () => expect(() => groups(text)).to.throw(UsageError, message));
  }

  it('are refused when platforms write two of them alike', () => {
    const members = [studentOf({ id: 'x' })];
    const alike = ['Equipe 3', 'equipe-3'].map((name) => ({ name, members }));
    expect(() => refuseAlike(alike)).to.throw(UsageError, /"Equipe 3" and "equipe-3" look alike/);
  });
});
