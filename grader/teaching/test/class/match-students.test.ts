import { expect } from 'chai';
import { StudentFinder } from '../../class/match-students';
import type { Submission } from '../../class/downloads';
import type { Student } from '../../class/roster';
import { studentOf, submissionOf } from './support';

describe('whose submission it is', () => {
  const ana = studentOf({
    id: 'ana',
    name: 'Ana Lima',
    email: 'ana.l@x.edu',
    canvasId: '88',
    moodleId: '4711',
    idNumber: 's1',
  });
  const bo = studentOf({ id: 'bo', name: 'Paz, Bo', email: 'bo@x.edu' });
  const twin = studentOf({ id: 'twin', name: 'Bo Paz' });
  const submission = submissionOf;
  const person = (fields: object) => [{ name: null, email: null, sid: null, ...fields }];

  const found: [string, Partial<Submission>, string][] = [
    ['the id', { origin: 'ana' }, 'ana'],
    ['the id in capitals', { origin: 'ANA' }, 'ana'],
    ['the e-mail', { origin: 'ana.l@x.edu' }, 'ana'],
    ['the name before the @', { origin: 'ana.l' }, 'ana'],
    ['the full name', { origin: 'Ana Lima' }, 'ana'],
    ['the name turned round', { origin: 'bo paz' }, 'bo'],
    [
      "Moodle's participant",
      { platform: 'moodle', platformId: '4711', submitters: person({ name: 'Ana Beatriz Lima' }) },
      'ana',
    ],
    [
      "Canvas' user",
      { platform: 'canvas', platformId: '88', submitters: person({ name: 'limaana' }) },
      'ana',
    ],
    [
      'a number alone, for a name that Moodle keeps secret',
      { platform: 'moodle', platformId: '4711' },
      'ana',
    ],
    [
      "a name behind the group's",
      { platform: 'moodle', platformId: '4711', submitters: person({ name: 'Turma A-Ana Lima' }) },
      'ana',
    ],
    [
      "Canvas' way to write a name",
      { platform: 'canvas', platformId: '5', submitters: person({ name: 'pazbo' }) },
      'bo',
    ],
    ["Gradescope's SID", { platform: 'gradescope', submitters: person({ sid: 's1' }) }, 'ana'],
  ];
  for (const [by, fields, id] of found) {
    it(`is found by ${by}`, () => {
      const match = new StudentFinder([ana, bo]).find(submission(fields));
      expect(match).to.deep.include({ problems: [] });
      expect(match.students.map((student) => student.id)).to.deep.equal([id]);
    });
  }

  it('can be a whole group', () => {
    const submitters = [...person({ sid: 's1' }), ...person({ email: 'bo@x.edu' })];
    const match = new StudentFinder([ana, bo]).find(submission({ platform: 'gradescope', submitters }));
    expect(match.students.map(({ id }) => id)).to.deep.equal(['ana', 'bo']);
  });

  it('is a row of its own with a problem when nobody fits', () => {
    const match = new StudentFinder([ana]).find(submission({ origin: 'cy' }));
    expect(match.students[0]).to.include({ id: 'cy' });
    expect(match.problems).to.deep.equal(['"cy" is not in the roster']);
  });

  it('is never guessed between two students', () => {
    const match = new StudentFinder([bo, twin]).find(submission({ origin: 'Bo Paz' }));
    expect(match.problems).to.deep.equal(['"Bo Paz" fits bo and twin in the roster']);
  });

  it('says why in Portuguese too', () => {
    const match = new StudentFinder([bo, twin], 'pt-BR').find(submission({ origin: 'Bo Paz' }));
    expect(match.problems).to.deep.equal(['"Bo Paz" pode ser bo e twin na lista da turma']);
  });

  it('needs no roster', () => {
    const fields = { platform: 'moodle' as const, platformId: '9', submitters: person({ name: 'Cy Ito' }) };
    const match = new StudentFinder([]).find(submission(fields));
    expect(match.problems).to.deep.equal([]);
    expect(match.students[0]).to.include({ id: 'Cy Ito-9', name: 'Cy Ito', moodleId: '9' });
  });

  const group = { group: 'Equipe 3' };
  const team = [ana, bo].map((student) => ({ ...student, ...group }));
  const maria = studentOf({ id: 'maria', name: 'Maria Souza', moodleId: '4009', canvasId: '90' });
  const teams: [string, Partial<Submission>][] = [
    [
      "Moodle's name and number of a group",
      { platform: 'moodle', platformId: '4009', submitters: person({ name: 'Equipe 3' }) },
    ],
    [
      "Canvas' name of a group and one member's number",
      { platform: 'canvas', platformId: '88', submitters: person({ name: 'equipe3' }) },
    ],
    ['a repository of the team', { platform: 'github', platformId: 'equipe-3' }],
    ['an entry that is called like it', { origin: 'Equipe 3' }],
  ];
  for (const [by, fields] of teams) {
    it(`is all members' by ${by}`, () => {
      const match = new StudentFinder([...team, maria]).find(submission(fields));
      expect(match).to.deep.include({ group: 'Equipe 3', problems: [] });
      expect(match.students.map(({ id }) => id)).to.deep.equal(['ana', 'bo']);
    });
  }

  const contradictions: [string, Student[], Partial<Submission>, RegExp, string[]][] = [
    [
      "a group's name and a stranger's participant number",
      [ana, maria],
      { platform: 'moodle', platformId: '4009', submitters: person({ name: 'Equipe 3' }) },
      /4009 is Maria Souza \(maria\) in the roster, but the name says "Equipe 3".*--groups/,
      ['maria'],
    ],
    [
      "a group's name and the number of somebody outside",
      [...team, maria],
      { platform: 'canvas', platformId: '90', submitters: person({ name: 'equipe3' }) },
      /is the group Equipe 3, but 90 is Maria Souza/,
      ['maria'],
    ],
    [
      "one student's name and another's number",
      [ana, maria],
      { platform: 'canvas', platformId: '90', submitters: person({ name: 'limaana' }) },
      /90 is Maria Souza \(maria\) in the roster, but the name says "limaana"/,
      ['maria'],
    ],
    [
      'a name whose student has another number',
      [ana, maria],
      { platform: 'moodle', platformId: '5000', submitters: person({ name: 'Ana Lima' }) },
      /"Ana Lima" has the number 4711 in the roster, and 5000 in the download/,
      ['ana'],
    ],
    [
      "one's id and another's name",
      [studentOf({ id: 'bo paz' }), twin],
      { origin: 'bo paz' },
      /"bo paz" fits bo paz and twin/,
      ['bo paz', 'twin'],
    ],
    [
      "one's SID and another's e-mail",
      [ana, bo],
      { platform: 'gradescope', submitters: person({ sid: 's1', email: 'bo@x.edu' }) },
      /fits ana and bo/,
      ['ana', 'bo'],
    ],
    [
      "a SID and a name that is not that student's",
      [ana],
      { platform: 'gradescope', submitters: person({ sid: 's1', name: 'Carla Reis' }) },
      /s1 is Ana Lima \(ana\) in the roster, but the name says "Carla Reis"/,
      ['ana'],
    ],
    [
      'a name that is a group and a student',
      [studentOf({ id: 'equipe', name: 'Equipe 3' }), ...team],
      { origin: 'Equipe 3' },
      /"Equipe 3" is a group, and also Equipe 3 \(equipe\)/,
      ['equipe'],
    ],
  ];
  for (const [what, roster, fields, problem, perhaps] of contradictions) {
    it(`is nobody's of the roster with ${what}`, () => {
      const match = new StudentFinder(roster).find(submission(fields));
      expect(match.problems.join()).to.match(problem);
      expect(match.students.filter((student) => roster.includes(student))).to.deep.equal([]);
      expect(match.perhaps.map(({ id }) => id)).to.deep.equal(perhaps);
    });
  }

  it('tells from two twins by the number, and says when there is none', () => {
    const twins = ['1', '2'].map((moodleId) => studentOf({ id: `t${moodleId}`, name: 'Bo Paz', moodleId }));
    const bySecond = { platform: 'moodle' as const, platformId: '2', submitters: person({ name: 'Bo Paz' }) };
    expect(new StudentFinder(twins).find(submission(bySecond)).students[0]?.id).to.equal('t2');
  });
});
