import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ResourceBounds } from '../../../sandbox/host/resource-bounds';
import { SandboxCgroup } from '../../../sandbox/host/sandbox-cgroup';
import type { Controller } from '../../../sandbox/host/lent-cgroup';
import { createTemporaryFolder, ownProcessName } from '../../../system/temporary-folder';

const BOUNDS = { bytes: 256 << 20, tasks: 70 };
const LIMITS = { memoryMegabytes: 256, processes: 64 };

describe("a sandbox's control group", () => {
  let root: string;
  beforeEach(() => (root = createTemporaryFolder('cgroup')));
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  const make = (...controllers: Controller[]) =>
    SandboxCgroup.make(BOUNDS, {
      available: true,
      lent: { folder: root, controllers: new Set(controllers) },
    })!;
  const groups = () => fs.readdirSync(root).sort();
  const own = () => path.join(root, groups().at(-1)!);
  const says = (file: string, text: string) => fs.writeFileSync(path.join(own(), file), text);
  const bounds = (cgroup: SandboxCgroup | null) => new ResourceBounds(LIMITS, null, cgroup);

  it('has the bounds before anything is in it', () => {
    make('memory', 'pids');
    const file = (name: string) => fs.readFileSync(path.join(own(), name), 'utf8');
    expect([file('memory.max'), file('pids.max')]).to.deep.equal(['268435456', '70']);
  });

  it('bounds what is lent, and leaves the rest to the grader', () => {
    const by = (...controllers: Controller[]) => bounds(make(...controllers)).by;
    expect(by('pids')).to.deep.equal({ memory: 'grader', processes: 'kernel' });
    expect(by('memory')).to.deep.equal({ memory: 'kernel', processes: 'grader' });
    expect(bounds(null).by).to.deep.equal({ memory: 'grader', processes: 'grader' });
    expect(fs.existsSync(path.join(own(), 'pids.max'))).to.equal(false);
  });

  it('is entered by the shell itself, before what it starts', () => {
    const enclosed = make('pids').enclose(['/bin/sh', '-c', 'cat "$1"/*/cgroup.procs; exit 3', 'sh', root]);
    says('cgroup.procs', '');
    const run = () => execFileSync(enclosed[0]!, enclosed.slice(1), { encoding: 'utf8' });
    expect(run).to.throw().that.includes({ status: 3, stdout: '0\n' });
  });

  it('starts nothing where it cannot be entered', () => {
    const enclosed = make('pids').enclose(['/bin/sh', '-c', 'echo started']);
    fs.mkdirSync(path.join(own(), 'cgroup.procs'));
    const run = () => execFileSync(enclosed[0]!, enclosed.slice(1), { encoding: 'utf8', stdio: 'pipe' });
    expect(run).to.throw().that.includes({ stdout: '' });
  });

  const events: [what: string, file: string, text: string, reason: string | null][] = [
    ['nothing', 'memory.events', 'low 0\nmax 3\noom 0\noom_kill 0\n', null],
    ['its memory', 'memory.events', 'max 9\noom 1\noom_kill 2\n', 'it used more than 256 MB of memory'],
    ['a machine without memory', 'memory.events', 'max 0\noom 0\noom_kill 1\n', null],
    ['no fork refused', 'pids.events', 'max 0\n', null],
    ['a fork refused', 'pids.events', 'max 1\n', 'it started more than 64 processes and threads'],
  ];
  for (const [what, file, text, reason] of events) {
    it(`says what was met: ${what}`, () => {
      const cgroup = make('memory', 'pids');
      says(file, text);
      expect([bounds(cgroup).exceeded(), bounds(cgroup).metInGroup()]).to.deep.equal([reason, reason]);
    });
  }

  it('ends all that is in it by one word, where the kernel knows that word', () => {
    const cgroup = make('pids');
    cgroup.kill();
    expect(fs.existsSync(path.join(own(), 'cgroup.kill'))).to.equal(false);
    says('cgroup.kill', '');
    cgroup.kill();
    expect(fs.readFileSync(path.join(own(), 'cgroup.kill'), 'utf8')).to.equal('1');
  });

  it('goes away with its sandbox', async () => {
    const cgroup = make('memory');
    for (const file of fs.readdirSync(own())) fs.rmSync(path.join(own(), file));
    await cgroup.remove();
    expect(groups()).to.deep.equal([]);
  });

  it('goes away with the next grader when its own was killed, and with no other', () => {
    const alive = `boletim-sandbox-${ownProcessName()}-999999`;
    const dead = `boletim-sandbox-${ownProcessName().replace(/\d+$/, '1')}-1`;
    for (const name of [alive, dead, 'boletim-graders', 'of-others']) fs.mkdirSync(path.join(root, name));
    make('pids');
    expect(groups()).to.include.members([alive, 'boletim-graders', 'of-others']).and.not.include(dead);
  });

  it('is none where it cannot be made: the grader bounds then', () => {
    make('pids');
    fs.rmSync(root, { recursive: true });
    expect(make('pids')).to.equal(null);
  });
});
