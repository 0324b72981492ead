import { expect } from 'chai';
import path from 'node:path';
import { temporaryFolder } from '../class/support';
import {
  A_MINUTE_AFTER,
  AN_HOUR_BEFORE,
  collectFrom,
  DAYS_BEFORE,
  Specimen,
  THREE_DAYS_AFTER,
} from './support';

describe('a repository', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const at = (name: string) => path.join(root, name);

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
        own.commit({ at: DAYS_BEFORE, files: { 'src/mean.ts': 'honest' } });
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
      'a commit that is dated before the one that it builds on',
      (own) => {
        own.commit({ at: AN_HOUR_BEFORE });
        own.commit({ at: DAYS_BEFORE });
      },
      null,
      /is dated 2026-03-01 10:00 and builds on one of 2026-03-04 22:59, which counts/,
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
        own.commit({ at: DAYS_BEFORE });
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
    it(`with ${what} is called that`, async () => {
      const own = new Specimen(at(`case-${index}`));
      build(own);
      const { record, problem } = await collectFrom(at(`case-${index}`));
      expect(problem?.code ?? null).to.equal(code);
      expect(
        [record.problem, ...record.notes].map((text) => text?.replace(/^not collected: /, '')).join('\n'),
      ).to.match(new RegExp(says, 'm'));
    });
});

const SUBMODULE = '[submodule "lib"]\npath = lib\nurl = ../ana\n';
const LFS_POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4d7a'.repeat(16)}\nsize 12345\n`;
