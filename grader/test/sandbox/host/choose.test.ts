import { expect } from 'chai';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UsageError } from '../../../errors';
import { chooseSandbox } from '../../../sandbox/host/choose';
import { probeBwrap } from '../../../sandbox/host/probe-bwrap';

/** Puts a bwrap of our own first on the PATH while `run` runs; without a script there is none at all. */
function withBwrap<T>(script: string | null, run: () => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-'));
  const before = process.env.PATH;
  if (script !== null)
    fs.writeFileSync(path.join(folder, 'bwrap'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = folder;
  try {
    return run();
  } finally {
    process.env.PATH = before;
    fs.rmSync(folder, { recursive: true });
  }
}

const NO_NAMESPACES =
  'echo "bwrap: No permissions to create a new namespace, likely because the kernel does not allow non-privileged user namespaces." >&2; exit 1';
const NO_PROC = 'echo "bwrap: Can\'t mount proc on /newroot/proc: Operation not permitted" >&2; exit 1';
const OLD = 'echo "bwrap: Unknown option --size" >&2; exit 1';

describe('the choice of a sandbox', function () {
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  it('is a plain process for a student without bubblewrap, who is told so', () => {
    const choice = withBwrap(null, () => chooseSandbox('auto', { strict: false }));
    expect(choice.mode).to.equal('process');
    expect(choice.warning).to.match(
      /graded without isolation: bwrap is not installed.*apt-get install bubblewrap/,
    );
  });

  it('is refused where strangers are graded without bubblewrap', () => {
    const choose = () => withBwrap(null, () => chooseSandbox('auto', { strict: true }));
    expect(choose).to.throw(
      UsageError,
      /needs the bubblewrap sandbox: bwrap is not installed.*say --sandbox process/,
    );
  });

  it('is refused where bubblewrap was asked for and does not work', () => {
    const choose = () => withBwrap(NO_NAMESPACES, () => chooseSandbox('bwrap', { strict: false }));
    expect(choose).to.throw(UsageError, /No permissions to create a new namespace/);
  });

  it('is a plain process where one was asked for, whatever there is', () => {
    expect(withBwrap(null, () => chooseSandbox('process', { strict: true }))).to.deep.equal({
      mode: 'process',
    });
  });

  const settings: [string, string, string | null, string, RegExp][] = [
    [
      'Debian forbids user namespaces',
      NO_NAMESPACES,
      '/proc/sys/kernel/unprivileged_userns_clone',
      '0',
      /kernel.unprivileged_userns_clone=1/,
    ],
    [
      'Ubuntu restricts them by AppArmor',
      NO_NAMESPACES,
      '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
      '1',
      /AppArmor profile.*kernel.apparmor_restrict_unprivileged_userns=0/,
    ],
    [
      'their number is limited to none',
      NO_NAMESPACES,
      '/proc/sys/user/max_user_namespaces',
      '0',
      /user.max_user_namespaces=10000/,
    ],
    ['a container forbids them', NO_NAMESPACES, null, '', /seccomp=unconfined.*Podman/],
    [
      'a container hides parts of /proc',
      NO_PROC,
      null,
      '',
      /systempaths=unconfined.*unmask=ALL.*hides parts of \/proc/,
    ],
    ['bubblewrap is too old', OLD, null, '', /install bubblewrap 0.7 or newer/],
  ];
  for (const [name, script, file, value, advice] of settings) {
    it(`says what to do where ${name}`, () => {
      const probe = withBwrap(script, () => probeBwrap((asked) => (asked === file ? value : undefined)));
      expect(probe).to.include({ available: false });
      expect(probe).to.have.property('advice').that.matches(advice);
    });
  }

  it('does without what an older bubblewrap does not know', () => {
    const script =
      'case "$*" in *--disable-userns*) echo "bwrap: Unknown option --disable-userns" >&2; exit 1;; esac; exit 0';
    const probe = withBwrap(script, () => probeBwrap());
    expect(probe).to.have.property('isolation').that.includes('--unshare-all');
    expect(probe).to.have.property('isolation').that.does.not.include('--disable-userns');
  });
});
