import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '../../../../assignment/load';
import { gradeClass, parseRoster, readClassRecord } from '../../../class';
import type { ReviewSpec } from '../../../class/review-spec';
import { SOLUTIONS } from '@boletim/grader/system';
import { temporaryFolder, writeTree } from '../support';

const DATES = {
  timeZone: 'America/Sao_Paulo',
  due: '2026-12-04 23:59',
  cutoff: '+ 5 days',
  late: {
    ...{ policy: 'percent-per-day' as const, percentPerDay: 10, percentPerHour: 1 },
    ...{ graceHours: 1, maxPercent: 30 },
  },
};
const REVIEW: ReviewSpec = { questions: {}, exempt: [], excused: false };

/** Downloads with times in them, graded with a deadline, an extension and a review. */
describe('a class with a deadline', function () {
  this.timeout(120_000);
  const root = temporaryFolder();
  const loaded = loadAssignment('warmup');
  const assignment = { ...loaded, spec: { ...loaded.spec, ...DATES } };
  const mean = fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', 'mean.ts'));

  const grade = async (
    name: string,
    files: Record<string, string | Buffer>,
    more: { roster: string; reviews?: Map<string, ReviewSpec>; extensions?: string; worksheet?: string },
  ) => {
    const out = path.join(root, name, 'out');
    const table = (text: string | undefined, file: string) =>
      text === undefined ? undefined : { text, file };
    const { warnings } = await gradeClass({
      ...{ assignment, out, submissions: writeTree(path.join(root, name, 'in'), files) },
      ...{ roster: parseRoster(more.roster, 'roster.csv'), reviews: more.reviews ?? new Map() },
      extensions: table(more.extensions, 'extensions.csv'),
      worksheet: table(more.worksheet, 'worksheet.csv'),
      ...{ sandbox: 'process', device: 'cpu', seed: 1, typeCheck: false, jobs: 2, lang: 'en' },
      ...{ force: false, retry: false, released: false },
    });
    const read = (file: string) => fs.readFileSync(path.join(out, file), 'utf8');
    const rows = parse(read('grades.csv'), { bom: true, columns: true }) as Record<string, string>[];
    const columns = [
      'id',
      'score',
      'outcome',
      'due',
      'handed in',
      'extension',
      'late hours',
      'late points',
      'lateness',
    ];
    return { rows: rows.map((row) => columns.map((column) => row[column])), warnings, read, out };
  };

  it("takes Gradescope's times: row by row as a teacher would have it", async () => {
    const times = { s1: '2026-12-05 02:59:59 Z', s2: '2026-12-05 05:00:00 Z', s3: '2026-12-05 05:00:00 Z' };
    const later = { s4: '2026-12-10 03:00:00 Z', s5: '2026-12-10 03:00:00 Z' };
    const all = Object.entries({ ...times, ...later });
    const metadata = all.map(
      ([sid, time], at) => `submission_${at}:\n  :created_at: ${time}\n  :submitters:\n  - :sid: ${sid}\n`,
    );
    const files = Object.fromEntries(all.map((_, at) => [`submission_${at}/mean.ts`, mean]));
    const { rows, warnings, read, out } = await grade(
      'gradescope',
      { ...files, 'submission_metadata.yml': metadata.join('') },
      {
        roster: 'id,sid\ns1,s1\ns2,s2\ns3,s3\ns4,s4\ns5,s5\ns6,s6\n',
        extensions: 'student,assignment,until,reason\ns3,warmup,2026-12-06 12:00,ill\ns6,warmup,+ 2 days,\n',
        reviews: new Map([['s5', { ...REVIEW, lateHours: 20 }]]),
      },
    );
    const due = '2026-12-04 23:59';
    expect(rows).to.deep.equal([
      ['s1', '3', 'graded', due, '2026-12-04 23:59', '', '0', '0', 'time from Gradescope'],
      ['s2', '2.7', 'graded', due, '2026-12-05 02:00', '', '2.0167', '-0.3', 'time from Gradescope'],
      [
        's3',
        '3',
        'graded',
        '2026-12-06 12:00',
        '2026-12-05 02:00',
        '2026-12-06 12:00 (ill)',
        '0',
        '0',
        'time from Gradescope',
      ],
      [
        's4',
        '',
        'after-cutoff',
        due,
        '2026-12-10 00:00',
        '',
        '120.0167',
        '-0.9',
        'after the cutoff, not counted; time from Gradescope',
      ],
      ['s5', '2.7', 'graded', due, '2026-12-10 00:00', '', '20', '-0.3', 'hours as the review says'],
      ['s6', '', 'no-submission', '2026-12-06 23:59', '', '2026-12-06 23:59', '0', '0', ''],
    ]);
    expect(warnings).to.include('after the cutoff, graded and not counted: s4');
    expect(read('summary.html')).to.contain(
      'Handed in after the cutoff (2026-12-09 23:59, America/Sao_Paulo)',
    );
    expect(read('students/s4/report.html')).to.contain('it was graded, and does not count');
    expect(read('students/s3/report.html')).not.to.contain('ill</');
    expect(read('canvas.csv')).not.to.contain('s4');
    const [, s2] = readClassRecord(out).rows;
    expect(s2?.grade.dates).to.include({ handedIn: '2026-12-05T05:00:00Z', timeFrom: 'gradescope' });
    expect(s2?.grade.lateReason).to.equal(
      '1 day late: -10 % (due 2026-12-04 23:59, handed in 2026-12-05 02:00, America/Sao_Paulo)',
    );
  });

  it("takes the times of Moodle's worksheet, as list or beside it, and says where there is none", async () => {
    const header =
      'Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission),Last modified (grade)\n';
    const line = (number: number, name: string, time: string) =>
      `Participant ${number},${name},${name}@x.edu,,,10.00,${time},-\n`;
    const worksheet =
      header +
      line(1, 'Ana', '"Friday, 4 December 2026, 11:59 PM"') +
      line(2, 'Bo', '"sábado, 5 dez. 2026, 02:00"') +
      line(3, 'Cy', '-');
    const files = Object.fromEntries(
      [
        ['Ana', 1],
        ['Bo', 2],
        ['Cy', 3],
      ].map(([name, id]) => [`${name}_${id}_assignsubmission_file/mean.ts`, mean]),
    );
    const asList = await grade('moodle', files, { roster: worksheet });
    const late = asList.rows.map((row) => [row[1], row[4], row[8]]);
    expect(late).to.deep.equal([
      ['3', '2026-12-04 23:59', 'time from the roster'],
      ['2.7', '2026-12-05 02:00', 'time from the roster'],
      ['3', 'not known', 'not known when it was handed in: nothing was taken off'],
    ]);
    expect(asList.warnings).to.include('not known when it was handed in: nothing was taken off: Cy@x.edu');
    const own = 'id,name,moodle_id\na,Ana,1\nb,Bo,2\nc,Cy,3\n';
    const beside = await grade('moodle-beside', files, { roster: own, worksheet });
    expect(beside.rows.map((row) => [row[1], row[4]])).to.deep.equal(late.map((row) => row.slice(0, 2)));
    expect(beside.rows[1]![8]).to.equal("time from Moodle's worksheet");
  });

  it("says what Canvas' mark does not tell", async () => {
    const files = { 'limaana_LATE_88_1203_mean.ts': mean, 'pazbo_89_1204_mean.ts': mean };
    const roster = 'Student,ID,SIS User ID,SIS Login ID,Section\n"Lima, Ana",88,,ana,A\n"Paz, Bo",89,,bo,A\n';
    const { rows, warnings } = await grade('canvas', files, { roster });
    expect(rows.map((row) => [row[1], row[4], row[8]])).to.deep.equal([
      ['3', 'not known', 'marked late, not by how much: nothing was taken off'],
      ['3', 'not known', 'in time, as the platform marks it'],
    ]);
    expect(warnings).to.include('marked late, not by how much: nothing was taken off: ana');
  });

  it('refuses a hand-in time that may be two days, and grades nothing', async () => {
    const refused = grade(
      'refused',
      { 'ana/mean.ts': mean },
      { roster: 'id,handed_in\nana,04/12/2026 23:59\n' },
    );
    const error = await refused.catch((thrown: unknown) => thrown);
    expect((error as Error).message).to.match(/of ana, "04\/12\/2026 23:59", may be two days/);
    expect(fs.existsSync(path.join(root, 'refused/out'))).to.equal(false);
  });
});
