import { expect } from 'chai';
import { AuthorError, UsageError } from '@boletim/grader/errors';
import { classDates } from '../../../class/dates/class-dates';
import { planClass } from '../../../class/plan-class';
import { studentOf, submissionOf } from '../support';

const SPEC = { id: 'sums', timeZone: 'America/Sao_Paulo', due: '2026-12-04 23:59', cutoff: undefined };
const HEADER = 'student,group,assignment,until,reason\n';
const ROSTER = [
  studentOf({ id: 'ana', email: 'Ana@x.edu', group: 'Equipe 3' }),
  studentOf({ id: 'bo', group: 'Equipe 3' }),
  studentOf({ id: 'cy', name: 'Cy Ito' }),
];

/** The deadline of each student, with what the last argument changes. */
async function duesOf(lines: string, { spec = {}, roster = ROSTER, header = HEADER } = {}) {
  const submissions = roster.length > 0 ? [] : [submissionOf({ origin: 'ana' })];
  const plan = planClass(roster, submissions);
  const extensions = { text: header + lines, file: 'extensions.csv' };
  const hasRoster = roster.length > 0;
  const dates = await classDates(plan, { spec: { ...SPEC, ...spec }, hasRoster, extensions });
  const dues = plan.map((planned) => dates.of(planned)?.due.slice(0, 16));
  return { dues, warnings: dates.warnings, of: plan.map((planned) => dates.of(planned)) };
}

describe('extensions.csv', () => {
  const usual = '2026-12-05T02:59';
  const cases: [string, string, string[]][] = [
    ['nobody', '', [usual, usual, usual]],
    ['a student, until an hour', 'ana,,sums,2026-12-06 12:00,ill\n', ['2026-12-06T15:00', usual, usual]],
    ['a student by e-mail', 'ANA@x.edu,,sums,2026-12-06 12:00,\n', ['2026-12-06T15:00', usual, usual]],
    ['a student by name', 'Cy Ito,,sums,+ 2 days,\n', [usual, usual, '2026-12-07T02:59']],
    ['a group', ',equipe 3,sums,+ 1 week,\n', ['2026-12-12T02:59', '2026-12-12T02:59', usual]],
    [
      'a student longer than the group',
      ',Equipe 3,sums,+ 1 day,\nbo,,sums,+ 36 hours,\n',
      ['2026-12-06T02:59', '2026-12-06T14:59', usual],
    ],
    [
      'a group longer than the student',
      'bo,,sums,+ 1 day,\n,Equipe 3,sums,+ 2 days,\n',
      ['2026-12-07T02:59', '2026-12-07T02:59', usual],
    ],
    ['another assignment, whoever it is', 'ghost,,other,whenever,\n', [usual, usual, usual]],
    ['an offset of its own', 'cy,,sums,2026-12-06T12:00Z,\n', [usual, usual, '2026-12-06T12:00']],
  ];
  for (const [name, lines, dues] of cases)
    it(`extends for ${name}`, async () => expect((await duesOf(lines)).dues).to.deep.equal(dues));

  it('is understood in Portuguese, with semicolons', async () => {
    const header = 'aluno;tarefa;até;motivo\n';
    const { dues } = await duesOf('cy;sums;+ 2 dias;luto\n', { header });
    expect(dues[2]).to.equal('2026-12-07T02:59');
  });

  it('keeps the reason for the teacher', async () => {
    const { of } = await duesOf('ana,,sums,+ 2 days,ill\n');
    expect(of[0]?.extension).to.deep.equal({ until: '2026-12-07T02:59:00Z', reason: 'ill' });
    expect(of[1]?.extension).to.equal(null);
  });

  it('moves a cutoff along: one after the deadline always, one at a day where it must', async () => {
    const cutoffs = async (cutoff: string) =>
      (await duesOf('ana,,sums,+ 4 days,\n', { spec: { cutoff } })).of.map((dates) =>
        dates?.cutoff?.slice(0, 10),
      );
    expect(await cutoffs('+ 2 days')).to.deep.equal(['2026-12-11', '2026-12-07', '2026-12-07']);
    expect(await cutoffs('2026-12-05 23:59')).to.deep.equal(['2026-12-09', '2026-12-06', '2026-12-06']);
    expect(await cutoffs('2026-12-20 23:59')).to.deep.equal(['2026-12-21', '2026-12-21', '2026-12-21']);
  });

  const refused: [string, string, RegExp][] = [
    ['an unknown student', 'zoe,,sums,+ 2 days,\n', /extensions\.csv:2: there is no student "zoe"/],
    ['an unknown group', ',Equipe 9,sums,+ 2 days,\n', /extensions\.csv:2: there is no group "Equipe 9"/],
    [
      'a day that may be two',
      'ana,,sums,06/12/2026 12:00,\n',
      /:2: "06\/12\/2026 12:00" is no day with an hour.*2026-12-06 23:59/,
    ],
    ['a day without an hour', 'ana,,sums,2026-12-06,\n', /is no day with an hour/],
    [
      'a time before the deadline',
      'ana,,sums,2026-12-01 12:00,\n',
      /2026-12-01 12:00 is before the deadline, 2026-12-04 23:59/,
    ],
    [
      'a student twice',
      'ana,,sums,+ 1 day,\nana@x.edu,,sums,+ 2 days,\n',
      /:3: "ana@x\.edu" has an extension in extensions\.csv:2 already/,
    ],
    ['a student and a group at once', 'ana,Equipe 3,sums,+ 1 day,\n', /a student or a group, and not both/],
    ['nobody at all', ',,sums,+ 1 day,\n', /a student or a group/],
    ['no assignment', 'ana,,,+ 1 day,\n', /:2: name the assignment, like sums/],
  ];
  for (const [name, lines, message] of refused)
    it(`is refused for ${name}`, async () => {
      const error = await duesOf(lines).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(UsageError);
      expect((error as Error).message).to.match(message);
    });

  it('is refused without its columns', async () => {
    const error = await duesOf('ana,sums\n', { header: 'student,assignment\n' }).catch(
      (thrown: unknown) => thrown,
    );
    expect((error as Error).message).to.match(/no column "until"/);
  });

  it('is refused where there is nothing to extend', async () => {
    const error = await duesOf('ana,,sums,+ 1 day,\n', { spec: { due: undefined } }).catch(
      (thrown: unknown) => thrown,
    );
    expect((error as Error).message).to.match(/^sums has no deadline to extend/);
  });

  it('names a line about an assignment that the course does not have', async () => {
    const { dues, warnings } = await duesOf('ana,,SUMS,+ 1 day,\nbo,,sum,+ 1 day,\nbo,,warmup,+ 1 day,\n');
    expect(dues).to.deep.equal(['2026-12-06T02:59', usual, usual]);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/^extensions\.csv:3: there is no assignment "sum"; the course has .*sums$/);
  });

  it('waits for who has not handed in yet where no roster says who there is', async () => {
    const { dues, warnings } = await duesOf('ana,,sums,+ 1 day,\nzoe,,sums,+ 1 day,\n', { roster: [] });
    expect(dues).to.deep.equal(['2026-12-06T02:59']);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/extensions\.csv:3: there is no student "zoe"/);
  });

  it('names a cutoff before the deadline, whatever the offsets', async () => {
    const spec = { due: '2026-12-04 23:59', cutoff: '2026-12-05 01:00Z' };
    const error = await duesOf('', { spec }).catch((thrown: unknown) => thrown);
    expect(error)
      .to.be.instanceOf(AuthorError)
      .with.property('message')
      .that.matches(/before its deadline/);
  });
});
