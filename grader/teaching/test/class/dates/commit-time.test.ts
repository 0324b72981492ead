import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { commitTime } from '../../../class/dates/commit-time';
import { temporaryFolder, writeTree } from '../support';

describe('the time of the last commit', function () {
  this.timeout(20_000);
  const root = temporaryFolder();
  const when = '2026-12-04T23:59:30-03:00';
  const git = (folder: string, ...args: string[]) => {
    const env = { ...process.env, GIT_COMMITTER_DATE: when, GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z' };
    const names = ['user.name=a', 'user.email=a@x', 'init.defaultBranch=main', 'commit.gpgsign=false'];
    const options = names.flatMap((option) => ['-c', option]);
    const { status, stderr } = spawnSync('git', ['-C', folder, ...options, ...args], {
      env,
      encoding: 'utf8',
    });
    expect(status, stderr).to.equal(0);
  };
  const checkout = (name: string, message = 'x') => {
    const folder = writeTree(path.join(root, name), { 'src/mean.ts': '1' });
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-q', '-m', message],
    ])
      git(folder, ...args);
    return folder;
  };

  before(function () {
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
  });

  it('is when it was committed, not when it was written', async () => {
    expect(await commitTime(checkout('loose: a"b'))).to.equal('2026-12-05T02:59:30Z');
  });

  it('is found where everything is packed, and where no branch is checked out', async () => {
    const folder = checkout('packed');
    git(folder, 'gc', '-q');
    git(folder, 'pack-refs', '--all');
    expect(await commitTime(folder)).to.equal('2026-12-05T02:59:30Z');
    git(folder, 'checkout', '-q', '--detach');
    expect(await commitTime(folder)).to.equal('2026-12-05T02:59:30Z');
  });

  it('is not what a message says', async () => {
    const message = 'x\n\ncommitter a <a@x> 1 +0000';
    expect(await commitTime(checkout('message', message))).to.equal('2026-12-05T02:59:30Z');
  });

  it('runs nothing that the repository names', async () => {
    const folder = checkout('hostile');
    const touch = `touch ${path.join(root, 'ran')}`;
    const lines = `[core]\n fsmonitor = ${touch}\n pager = ${touch}\n sshCommand = ${touch}\n[extensions]\n partialClone = origin\n[remote "origin"]\n url = ext::${touch}\n promisor = true\n[protocol "ext"]\n allow = always\n`;
    fs.appendFileSync(path.join(folder, '.git', 'config'), lines);
    fs.writeFileSync(path.join(folder, '.git', 'HEAD'), `${'a'.repeat(40)}\n`);
    expect(await commitTime(folder)).to.equal(null);
    expect(fs.existsSync(path.join(root, 'ran'))).to.equal(false);
  });

  const none: [string, Record<string, string>][] = [
    ['a folder without one', { 'src/mean.ts': '1' }],
    ['a file of that name', { '.git': 'gitdir: /work/main/.git' }],
    [
      'a branch that leads out',
      { '.git/HEAD': 'ref: refs/../../x\n', '.git/objects/x': '', x: 'a'.repeat(40) },
    ],
    ['a commit that is not there', { '.git/HEAD': 'b'.repeat(40), '.git/objects/x': '' }],
  ];
  for (const [name, files] of none)
    it(`is not known for ${name}`, async () => {
      expect(await commitTime(writeTree(path.join(root, name), files))).to.equal(null);
    });
});
