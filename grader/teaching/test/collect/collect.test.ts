import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { readSubmissionAt } from '@boletim/grader/submission';
import { readHandInRecords, type DatedSpec, type Student } from '../../class';
import { classDates } from '../../class/dates/class-dates';
import { discoverSubmissions } from '../../class/downloads';
import { planClass } from '../../class/plan-class';
import { collectClass, collectedLines, type CollectOptions, type CollectResult } from '../../collect';
import { studentOf, temporaryFolder } from '../class/support';
import { plainServer, smartServer, Specimen, type GitServer } from './support';

export const DATES: DatedSpec = {
  id: 'warmup',
  timeZone: 'America/Sao_Paulo',
  due: '2026-03-04 23:59',
  cutoff: '+ 2 days',
};
const AN_HOUR_BEFORE = '2026-03-04T22:59:00-03:00';
const IN_THE_LAST_MINUTE = '2026-03-04T23:59:40-03:00';
const A_MINUTE_AFTER = '2026-03-05T00:00:00-03:00';
const THREE_DAYS_AFTER = '2026-03-07T23:00:00-03:00';

describe('collecting repositories', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const at = (name: string) => path.join(root, name);
  let smart: GitServer;
  let plain: GitServer;

  before(async () => {
    const ana = new Specimen(at('ana'));
    ana.commit({ at: '2026-03-01T10:00:00-03:00', files: { 'src/mean.ts': 'first' } });
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

  const collect = (
    students: readonly (Partial<Student> & { id: string })[],
    options: Partial<CollectOptions> = {},
  ): Promise<CollectResult> =>
    collectClass({
      ...{ roster: students.map(studentOf), dates: DATES, template: null, mayBeLocal: true, jobs: 4 },
      ...{ out: temporaryFolder(), late: false, force: false, limits: { seconds: 30, megabytes: 50 } },
      ...options,
    });
  const one = async (repository: string, options: Partial<CollectOptions> = {}) => {
    const { rows } = await collect([{ id: 'ana', repository }], options);
    return rows[0]!;
  };
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
      const { record, problem } = await one(url(), { out });
      expect(problem).to.equal(null);
      expect(record).to.include({ handedIn: '2026-03-05T02:59:40Z', timeFrom: 'commit' });
      expect(record.notes[0]).to.match(
        /^1 commit after the date not taken, the last \w{9} of 2026-03-05 00:00$/,
      );
      expect(await meanIn(out)).to.equal('in time');
    });

  it('is read by class: whose, when, and why there is nothing', async () => {
    const out = temporaryFolder();
    await collect(
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
    const { rows } = await collect(
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
    expect((await one(at('lab-ana.git'), { late: true })).record.handedIn).to.equal('2026-03-05T03:00:00Z');
  });

  it('takes the newest commit where there is no date', async () => {
    const dates = { ...DATES, due: undefined };
    expect((await one(at('lab-ana.git'), { dates })).record.handedIn).to.equal('2026-03-05T03:00:00Z');
  });

  it('fetches no more history than it needs, and all that it needs', async () => {
    const deep = new Specimen(at('deep'));
    const wanted = deep.commit({ at: AN_HOUR_BEFORE });
    for (let late = 0; late < 24; late++) deep.commit({ at: THREE_DAYS_AFTER, message: String(late) });
    const { record } = await one(at('deep'));
    expect(record.repository?.commit).to.equal(wanted);
    expect(record.notes[0]).to.match(/^24 commits after the date/);
  });

  const students: [what: string, build: (specimen: Specimen) => void, code: string | null, says: RegExp][] = [
    ['an empty repository', () => {}, 'empty', /nothing was pushed/],
    [
      'no commit in time',
      (own) => own.commit({ at: A_MINUTE_AFTER }),
      'no-commit',
      /no commit in main until 2026-03-04 23:59 \(America\/Sao_Paulo\); the first is of 2026-03-05 00:00/,
    ],
    [
      'no commit in time in the default branch',
      (own) => {
        own.commit({ at: AN_HOUR_BEFORE });
        own.git('branch', 'dev');
        own.dated({ at: A_MINUTE_AFTER }, 'commit', '-q', '--amend', '--allow-empty', '-m', 'late');
      },
      'no-commit',
      /not read: dev$/,
    ],
    [
      'only a branch that is not the default',
      (own) => {
        own.commit({ at: AN_HOUR_BEFORE });
        own.git('branch', '-m', 'trunk');
        own.git('symbolic-ref', 'HEAD', 'refs/heads/main');
      },
      null,
      /default branch is not there; trunk was taken, the only one/,
    ],
    [
      'two branches, and no default one',
      (own) => {
        own.commit({ at: AN_HOUR_BEFORE });
        own.git('branch', '-m', 'a');
        own.git('branch', 'b');
        own.git('symbolic-ref', 'HEAD', 'refs/heads/main');
      },
      'no-branch',
      /choose with --branch: a, b/,
    ],
    [
      'a commit that is dated back onto a late one',
      (own) => {
        own.commit({ at: '2026-03-01T10:00:00-03:00', files: { 'src/mean.ts': 'honest' } });
        own.commit({ at: A_MINUTE_AFTER });
        own.commit({ at: AN_HOUR_BEFORE, files: { 'src/mean.ts': 'forged' } });
      },
      null,
      /dated 2026-03-04 22:59, builds on a commit after the date, so it was made after it/,
    ],
    [
      'nothing but commits that are dated back',
      (own) => {
        own.commit({ at: A_MINUTE_AFTER });
        own.commit({ at: AN_HOUR_BEFORE });
      },
      'out-of-order',
      /builds on a commit after the date/,
    ],
    [
      'a commit that was written after it was made',
      (own) => own.commit({ at: AN_HOUR_BEFORE, authored: THREE_DAYS_AFTER }),
      null,
      /written at 2026-03-07 23:00, after it was committed: one of its dates was set by hand/,
    ],
    [
      'two lines of work that were joined too late',
      (own) => {
        own.commit({ at: '2026-03-01T10:00:00-03:00' });
        own.git('checkout', '-q', '-b', 'bo');
        own.commit({ at: '2026-03-02T10:00:00-03:00', files: { bo: 'x' } });
        own.git('checkout', '-q', 'main');
        own.commit({ at: AN_HOUR_BEFORE, files: { ana: 'x' } });
        own.dated({ at: A_MINUTE_AFTER }, 'merge', '-q', '-m', 'join', 'bo');
      },
      null,
      /two lines of work, joined after the date: \w{9} was taken, \w{9} not/,
    ],
    [
      'pointers of Git LFS',
      (own) => own.commit({ at: AN_HOUR_BEFORE, files: { 'a.bin': LFS_POINTER, 'b.txt': 'x'.repeat(130) } }),
      null,
      /^a\.bin: kept in Git LFS; what was collected is the pointer/,
    ],
    [
      'a submodule',
      (own) => {
        own.commit({ at: AN_HOUR_BEFORE, files: { '.gitmodules': SUBMODULE } });
        own.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},lib`);
        own.dated({ at: AN_HOUR_BEFORE }, 'commit', '-q', '-m', 'lib');
      },
      null,
      /^lib: a repository of its own \(submodule\), not collected/,
    ],
  ];
  for (const [index, [what, build, code, says]] of students.entries())
    it(`says what there is: ${what}`, async () => {
      const own = new Specimen(at(`case-${index}`));
      build(own);
      const { record, problem } = await one(at(`case-${index}`));
      expect(problem?.code ?? null).to.equal(code);
      expect(
        [record.problem, ...record.notes].map((text) => text?.replace(/^not collected: /, '')).join('\n'),
      ).to.match(new RegExp(says, 'm'));
    });

  it('takes of commits dated back onto late ones the last honest one', async () => {
    const own = new Specimen(at('forged'));
    own.commit({ at: '2026-03-01T10:00:00-03:00', files: { 'src/mean.ts': 'honest' } });
    own.commit({ at: A_MINUTE_AFTER });
    own.commit({ at: AN_HOUR_BEFORE, files: { 'src/mean.ts': 'forged' } });
    const out = temporaryFolder();
    await one(at('forged'), { out });
    expect(await meanIn(out)).to.equal('honest');
  });

  it('takes the branch that is asked for, and names those that there are', async () => {
    const own = new Specimen(at('branches'));
    own.commit({ at: AN_HOUR_BEFORE });
    own.git('checkout', '-q', '-b', 'hand-in');
    own.commit({ at: AN_HOUR_BEFORE, files: { 'src/mean.ts': 'here' } });
    own.git('checkout', '-q', 'main');
    const out = temporaryFolder();
    expect((await one(at('branches'), { out, branch: 'hand-in' })).record.repository?.branch).to.equal(
      'hand-in',
    );
    expect(await meanIn(out)).to.equal('here');
    const { problem } = await one(at('branches'), { branch: 'work' });
    expect(problem?.message).to.equal('there is no branch work; there is hand-in, main');
  });

  it('lists everybody, and says what the times are worth', async () => {
    const lines = collectedLines(await collect([{ id: 'ana', repository: at('lab-ana.git') }, { id: 'bo' }]));
    expect(lines[0]).to.match(/^ana {2}\w{9} {2}2026-03-04 23:59 {2}main$/);
    expect(lines[2]).to.equal('bo   not collected: the roster names no repository');
    expect(lines.slice(3).join()).to.match(/^1 collected, 0 as before, 1 with nothing\..*committer date/);
  });

  it('gives the same bytes each time', async () => {
    const digests = [await one(at('lab-ana.git')), await one(`${smart.url}/lab-ana.git`)];
    expect(new Set(digests.map(({ record }) => record.sha256)).size).to.equal(1);
  });

  it('keeps names apart that file systems do not, and gives everybody the same again in any order', async () => {
    const out = temporaryFolder();
    const both = [{ id: 'Ana' }, { id: 'ana' }].map((who) => ({ ...who, repository: at('lab-ana.git') }));
    await collect(both, { out });
    await collect(both.reverse(), { out, force: true });
    const records = [...readHandInRecords(out)].map(([slug, { student, file }]) => [slug, student.id, file]);
    expect(records).to.deep.equal([
      ['Ana', 'Ana', 'Ana.tar.gz'],
      ['ana-2', 'ana', 'ana-2.tar.gz'],
    ]);
    expect(fs.readdirSync(out).filter((name) => !name.startsWith('.')).length).to.equal(2);
  });
});

const SUBMODULE = '[submodule "lib"]\npath = lib\nurl = ../ana\n';
const LFS_POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 12345\n`;
