import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { readSubmissionAt } from '@boletim/grader/submission';
import { readHandInRecords } from '../../class';
import { classDates } from '../../class/dates/class-dates';
import { discoverSubmissions } from '../../class/downloads';
import { planClass } from '../../class/plan-class';
import { collectedLines } from '../../collect';
import { studentOf, temporaryFolder } from '../class/support';
import {
  A_MINUTE_AFTER,
  AN_HOUR_BEFORE,
  collectAll,
  collectFrom,
  DATES,
  DAYS_BEFORE,
  IN_THE_LAST_MINUTE,
  plainServer,
  smartServer,
  Specimen,
  THREE_DAYS_AFTER,
  type GitServer,
} from './support';

describe('collecting repositories', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const at = (name: string) => path.join(root, name);
  let smart: GitServer;
  let plain: GitServer;

  before(async () => {
    const ana = new Specimen(at('ana'));
    ana.commit({ at: DAYS_BEFORE, files: { 'src/mean.ts': 'first' } });
    ana.commit({ at: IN_THE_LAST_MINUTE, files: { 'src/mean.ts': 'in time' } });
    ana.commit({ at: A_MINUTE_AFTER, files: { 'src/mean.ts': 'late' } });
    ana.bare(at('lab-ana.git'));
    smart = await smartServer(root);
    plain = await plainServer(root);
  });
  after(() => {
    smart.close();
    plain.close();
  });

  const meanIn = async (out: string, file = 'ana.tar.gz') => {
    const { files } = await readSubmissionAt(path.join(out, file), loadAssignment('warmup'));
    return files.get('src/mean.ts');
  };

  const remotes: [string, () => string][] = [
    ['a folder', () => at('lab-ana.git')],
    ['a file: address', () => `file://${at('lab-ana.git')}`],
    ["git's own server", () => `${smart.url}/lab-ana.git`],
    ['a plain web server, which gives all or nothing', () => `${plain.url}/lab-ana.git`],
  ];
  for (const [name, url] of remotes)
    it(`takes the last commit of the last minute from ${name}`, async () => {
      const out = temporaryFolder();
      const { record, problem } = await collectFrom(url(), { out });
      expect(problem).to.equal(null);
      expect(record).to.include({ handedIn: '2026-03-05T02:59:40Z', timeFrom: 'commit' });
      expect(record.notes[0]).to.match(
        /^1 commit after the date not taken, the last \w{9} of 2026-03-05 00:00$/,
      );
      expect(await meanIn(out)).to.equal('in time');
    });

  it('is read by class: whose, when, and why there is nothing', async () => {
    const out = temporaryFolder();
    await collectAll(
      [
        { id: 'Ana/1', repository: at('lab-ana.git') },
        { id: 'bo', repository: at('none.git') },
      ],
      { out },
    );
    const roster = [studentOf({ id: 'Ana/1' }), studentOf({ id: 'bo' }), studentOf({ id: 'Ana-1' })];
    const { submissions, missing } = await discoverSubmissions(out, { roster });
    const plan = planClass(roster, submissions, { missing });
    const dates = await classDates(plan, { spec: DATES, hasRoster: true });
    expect(plan.map((one) => one.submission?.origin)).to.deep.equal(['Ana-1', undefined, undefined]);
    expect(dates.of(plan[0]!)).to.include({ handedIn: '2026-03-05T02:59:40Z', timeFrom: 'commit' });
    expect(plan[1]!.notes.join()).to.match(/^not collected: there is no repository .*none\.git/);
  });

  it("asks each student's own date, extension included", async () => {
    const extensions = { file: 'x.csv', text: 'student,assignment,until\nbo,warmup,+ 2 days\n' };
    const repository = at('lab-ana.git');
    const { rows } = await collectAll(
      [
        { id: 'ana', repository },
        { id: 'bo', repository },
      ],
      { extensions },
    );
    expect(rows.map(({ record }) => record.handedIn)).to.deep.equal([
      '2026-03-05T02:59:40Z',
      '2026-03-05T03:00:00Z',
    ]);
  });

  it('takes what came until the cutoff where that is asked for', async () => {
    expect((await collectFrom(at('lab-ana.git'), { late: true })).record.handedIn).to.equal(
      '2026-03-05T03:00:00Z',
    );
  });

  it('takes the newest commit where there is no date', async () => {
    const dates = { ...DATES, due: undefined };
    expect((await collectFrom(at('lab-ana.git'), { dates })).record.handedIn).to.equal(
      '2026-03-05T03:00:00Z',
    );
  });

  it('fetches no more history than it needs, and all that it needs', async () => {
    const deep = new Specimen(at('deep'));
    const wanted = deep.commit({ at: AN_HOUR_BEFORE });
    for (let late = 0; late < 12; late++) deep.commit({ at: THREE_DAYS_AFTER, message: String(late) });
    const { record } = await collectFrom(at('deep'));
    expect(record.repository?.commit).to.equal(wanted);
    expect(record.notes[0]).to.match(/^12 commits after the date/);
  });

  it('takes of commits dated back onto late ones the last honest one', async () => {
    const own = new Specimen(at('forged'));
    own.commit({ at: DAYS_BEFORE, files: { 'src/mean.ts': 'honest' } });
    own.commit({ at: A_MINUTE_AFTER });
    own.commit({ at: AN_HOUR_BEFORE, files: { 'src/mean.ts': 'forged' } });
    const out = temporaryFolder();
    await collectFrom(at('forged'), { out });
    expect(await meanIn(out)).to.equal('honest');
  });

  it('takes the branch that is asked for, and names those that there are', async () => {
    const own = new Specimen(at('branches'));
    own.commit({ at: AN_HOUR_BEFORE });
    own.git('checkout', '-q', '-b', 'hand-in');
    own.commit({ at: AN_HOUR_BEFORE, files: { 'src/mean.ts': 'here' } });
    own.git('checkout', '-q', 'main');
    const out = temporaryFolder();
    expect(
      (await collectFrom(at('branches'), { out, branch: 'hand-in' })).record.repository?.branch,
    ).to.equal('hand-in');
    expect(await meanIn(out)).to.equal('here');
    const { problem } = await collectFrom(at('branches'), { branch: 'work' });
    expect(problem?.message).to.equal('there is no branch work; there is hand-in, main');
  });

  it('lists everybody, and says what the times are worth', async () => {
    const lines = collectedLines(
      await collectAll([{ id: 'ana', repository: at('lab-ana.git') }, { id: 'bo' }]),
    );
    expect(lines[0]).to.match(/^ana {2}\w{9} {2}2026-03-04 23:59 {2}main$/);
    expect(lines[2]).to.equal('bo   not collected: the roster names no repository');
    expect(lines.slice(3).join()).to.match(/^1 collected, 0 as before, 1 with nothing\..*committer date/);
  });

  it('names one repository of several people, unless they are a group, and who is not in the roster any more', async () => {
    const out = temporaryFolder();
    const who = (id: string, group = '') => ({ id, group, repository: at('lab-ana.git') });
    const { warnings } = await collectAll([who('ana'), who('bo')], { out });
    expect(warnings).to.deep.equal(['one repository for ana, bo']);
    expect((await collectAll([who('ana', 'A'), who('bo', 'A')])).warnings).to.deep.equal([]);
    expect((await collectAll([who('ana')], { out })).warnings).to.deep.equal([
      'bo.tar.gz stays, of bo, who is not in the roster any more',
    ]);
  });

  it('names one repository of several people under two addresses, and in a second run', async () => {
    const out = temporaryFolder();
    const bo = { id: 'bo', repository: `file://${at('lab-ana.git')}` };
    const both = [{ id: 'ana', repository: at('lab-ana.git') }, bo];
    const warnings = [await collectAll(both, { out }), await collectAll(both, { out })].map((run) =>
      run.warnings.join('; '),
    );
    for (const warning of warnings)
      expect(warning).to.match(/^one commit of ana, bo, \w{9}: one repository under several addresses/);
  });

  it('gives the same bytes each time', async () => {
    const digests = [await collectFrom(at('lab-ana.git')), await collectFrom(`${smart.url}/lab-ana.git`)];
    expect(new Set(digests.map(({ record }) => record.sha256)).size).to.equal(1);
  });

  it('keeps names apart that file systems do not, and gives everybody the same again in any order', async () => {
    const out = temporaryFolder();
    const both = [{ id: 'Ana' }, { id: 'ana' }].map((who) => ({ ...who, repository: at('lab-ana.git') }));
    await collectAll(both, { out });
    await collectAll(both.reverse(), { out, force: true });
    const records = [...readHandInRecords(out)].map(([slug, { student, file }]) => [slug, student.id, file]);
    expect(records).to.deep.equal([
      ['Ana', 'Ana', 'Ana.tar.gz'],
      ['ana-2', 'ana', 'ana-2.tar.gz'],
    ]);
    expect(fs.readdirSync(out).filter((name) => !name.startsWith('.')).length).to.equal(2);
  });
});
