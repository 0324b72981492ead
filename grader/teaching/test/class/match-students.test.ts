import { expect } from 'chai';
import { StudentFinder } from '../../class/match-students';
import type { Submission } from '../../class/downloads';
import { studentOf } from './support';

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
  const submission = (fields: Partial<Submission>): Submission => {
    return {
      origin: 'x',
      platform: 'plain',
      platformId: null,
      submitters: [],
      late: null,
      uploads: [],
      ...fields,
    };
  };
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
      { platform: 'moodle', platformId: '4711', submitters: person({ name: 'A. L.' }) },
      'ana',
    ],
    ["Canvas' user", { platform: 'canvas', platformId: '88', submitters: person({ name: 'x' }) }, 'ana'],
    [
      "Canvas' way to write a name",
      { platform: 'canvas', platformId: '5', submitters: person({ name: 'limaana' }) },
      'ana',
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

  it('needs no roster', () => {
    const fields = { platform: 'moodle' as const, platformId: '9', submitters: person({ name: 'Cy Ito' }) };
    const match = new StudentFinder([]).find(submission(fields));
    expect(match.problems).to.deep.equal([]);
    expect(match.students[0]).to.include({ id: 'Cy Ito-9', name: 'Cy Ito', moodleId: '9' });
  });
});
