import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FIXTURES, NODE_MODULES, COURSE, SOLUTIONS } from '../../../system/paths';
import type { PackedModules } from '../../../wire/packed-modules';
import { MODES, startSpecimen, type Specimen } from './specimen';

describe('what a sandbox under bwrap can see', function () {
  this.timeout(30_000);
  const inputs = path.join(FIXTURES, 'cnn', 'inputs');
  let specimen: Specimen;
  before(function () {
    if (!MODES.includes('bwrap')) this.skip();
    process.env.BOLETIM_TEST_SECRET = 'CANARY';
    specimen = startSpecimen({ mode: 'bwrap', inputs: [inputs] });
  });
  after(async () => {
    delete process.env.BOLETIM_TEST_SECRET;
    await specimen?.close();
  });
  const inside = (body: string, argument: unknown = {}) =>
    specimen.run(
      `async (lab, a) => { const fs = process.getBuiltinModule('fs'), path = process.getBuiltinModule('path'); ${body} }`,
      { argument },
    );

  it('is a file system of what is listed, and nothing else', async () => {
    const top = (await inside(`return fs.readdirSync('/')`)) as string[];
    const ways = [COURSE, os.tmpdir(), process.execPath].map((place) => place.split('/')[1]!);
    expect(top.filter((name) => !ways.includes(name)).sort()).to.deep.equal(
      ['dev', 'etc', 'lib', 'lib64', 'proc', 'usr'].filter(
        (name) => top.includes(name) && !ways.includes(name),
      ),
    );
    expect(await inside(`return fs.readdirSync('/etc')`)).to.deep.equal(['ld.so.cache']);
  });

  it('holds of the checkout only what the lab and the student need', async () => {
    const seen = (await inside(LIST, { root: COURSE })) as string[];
    const files = seen.map((file) => path.relative(COURSE, file));
    const strangers = files.filter((file) => !/^(node_modules|fixtures\/cnn\/inputs)(\/|$)/.test(file));
    expect(strangers).to.deep.equal([]);
    const cached = files.filter((file) => file.startsWith('node_modules/.cache/'));
    const packs = cached.filter((file) => file.startsWith('node_modules/.cache/boletim/packed/'));
    expect(packs.length).to.be.at.most(1);
    // The modules in there are seen, too.
    const packed = packs.flatMap((file) => modulesIn(path.join(COURSE, file)));
    const snapshots = cached.filter((file) => file.startsWith('node_modules/.cache/boletim/snapshots/'));
    expect(snapshots.filter((file) => !/\/lab-warmup\.[^/]*\.blob$/.test(file))).to.deep.equal([]);
    const loaded = (await inside(LOADED)) as string[];
    const inCourse = [...packed, ...loaded.map((file) => path.relative(COURSE, file))];
    const compiled = [...cached, ...inCourse].filter((file) => ![...packs, ...snapshots].includes(file));
    const allowed =
      /^node_modules\/\.cache\/boletim\/compiled\/(package\.json|grader\/(sandbox\/child|wire)\/|grader\/loader\/source-maps\.js|assignments\/(toolkit|warmup)\/)/;
    expect(
      compiled.filter((file) => !allowed.test(file) || /\/(suites|test|src)\//.test(file)),
    ).to.deep.equal([]);
    expect(compiled.some((file) => file.endsWith('warmup/lab.js'))).to.equal(true);
  });

  /** Those of the checkout. */
  function modulesIn(pack: string): string[] {
    const { code } = JSON.parse(fs.readFileSync(pack, 'utf8')) as PackedModules;
    const files = Object.keys(code).map((file) => path.relative(COURSE, file));
    return files.filter((file) => !/^node_modules\/(?!\.cache\/)/.test(file));
  }

  const hidden = [
    SOLUTIONS,
    path.join(FIXTURES, 'cnn', 'expected'),
    path.join(COURSE, 'assignments'),
    path.join(COURSE, 'grader'),
    path.join(COURSE, '.git'),
    path.join(NODE_MODULES, '.cache', 'boletim', 'type-checks'),
    os.homedir() === '/' ? '/root' : os.homedir(),
    '/etc/passwd',
    '/sys',
    '/bin',
  ];
  for (const place of hidden) {
    it(`has no ${path.relative(COURSE, place).startsWith('..') ? place : path.relative(COURSE, place)}`, async () => {
      const seen = (await inside(`return fs.existsSync(a.place) ? fs.readdirSync(a.place) : []`, {
        place,
      })) as string[];
      // A folder on the way to something that is shown may be there, with that alone in it.
      const shown = [COURSE, specimen.stage.root, process.execPath].flatMap((target) => target.split('/'));
      expect(seen.filter((name) => !shown.includes(name))).to.deep.equal([]);
    });
  }

  it('can be read, but not written, outside the scratch folder', async () => {
    const written = await inside(WRITABLE);
    const scratch = specimen.stage.scratch;
    expect(
      (written as string[]).filter((folder) => folder !== scratch && folder !== '/dev/shm'),
    ).to.deep.equal([]);
    expect(written).to.include(scratch);
  });

  it('holds no setting of the kernel that can be changed', async () => {
    expect(await inside(SETTINGS)).to.deep.equal([]);
  });

  it('is at most 64 MB of scratch space, in memory', async () => {
    const fill = `try { for (let i = 0; i < 100; i++) fs.writeFileSync(process.env.HOME + '/' + i, Buffer.alloc(1 << 20)); return 'all' }
      catch (error) { return error.code } finally { for (const f of fs.readdirSync(process.env.HOME)) fs.rmSync(process.env.HOME + '/' + f) }`;
    expect(await inside(fill)).to.equal('ENOSPC');
    expect(fs.readdirSync(specimen.stage.scratch)).to.deep.equal([]);
  });

  it('has its own processes alone, without rights', async () => {
    const pids = (await inside(
      `return fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))`,
    )) as string[];
    expect(pids).to.have.length(2);
    const status = (await inside(`return fs.readFileSync('/proc/self/status', 'utf8')`)) as string;
    expect(status)
      .to.match(/CapEff:\s+0+\n/)
      .and.match(/CapBnd:\s+0+\n/)
      .and.match(/NoNewPrivs:\s+1/);
    expect(await inside(`return [process.getuid(), process.getgid()]`)).to.deep.equal([65534, 65534]);
  });

  it('has no network but a loopback of its own', async () => {
    const interfaces = await inside(`return Object.keys(process.getBuiltinModule('os').networkInterfaces())`);
    expect((interfaces as string[]).filter((name) => name !== 'lo')).to.deep.equal([]);
  });
});

for (const mode of MODES) {
  describe(`what a sandbox under ${mode} is given`, function () {
    this.timeout(30_000);

    it('is an environment of a few names, none of them a secret', async () => {
      process.env.BOLETIM_TEST_SECRET = 'CANARY';
      const specimen = startSpecimen({ mode });
      const environment = (await specimen.run('() => ({ ...process.env })')) as Record<string, string>;
      await specimen.close();
      delete process.env.BOLETIM_TEST_SECRET;
      const names = Object.keys(environment).filter(
        (name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name),
      );
      expect(names.sort()).to.deep.equal(['HOME', 'LANG', 'NO_COLOR', 'TMPDIR', 'TZ']);
    });

    it('are limits of the kernel: no core dumps, few files, no huge ones', async function () {
      if (process.platform !== 'linux') this.skip();
      const specimen = startSpecimen({ mode });
      const limits = (await specimen.run(
        '() => process.getBuiltinModule("fs").readFileSync("/proc/self/limits", "utf8")',
      )) as string;
      await specimen.close();
      expect(limits)
        .to.match(/Max core file size\s+0\s/)
        .and.match(/Max open files\s+1024\s/);
      expect(limits)
        .to.match(/Max file size\s+67108864\s/)
        .and.match(/Max data size\s+\d+\s/);
    });

    it('are pipes and nothing else: no file of the grader is open in it', async function () {
      if (process.platform !== 'linux') this.skip();
      const specimen = startSpecimen({ mode });
      const open = (await specimen.run(
        '() => { const fs = process.getBuiltinModule("fs"); return fs.readdirSync("/proc/self/fd").map((fd) => { try { return fs.readlinkSync("/proc/self/fd/" + fd); } catch { return "pipe:"; } }); }',
      )) as string[];
      await specimen.close();
      expect(
        open.filter((target) => !/^(pipe:|socket:|anon_inode:|\/dev\/null|\/proc\/\d+\/fd)/.test(target)),
      ).to.deep.equal([]);
    });
  });
}

describe('a sandbox under bwrap, started by a user without rights', function () {
  this.timeout(60_000);

  it('grades as it does for root', function () {
    if (process.getuid?.() !== 0 || !MODES.includes('bwrap') || !canRead('nobody')) this.skip();
    const command = [
      process.execPath,
      'grader/bin/boletim.js',
      'grade',
      'warmup',
      '--submission',
      'solutions/warmup',
      '--sandbox',
      'bwrap',
    ];
    const { stdout, stderr } = spawnSync('runuser', ['-u', 'nobody', '--', ...command], {
      cwd: COURSE,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: '/nonexistent' },
    });
    expect(stderr + stdout).to.contain('Score 10 / 10');
  });
});

function canRead(user: string): boolean {
  const probe = spawnSync('runuser', [
    '-u',
    user,
    '--',
    process.execPath,
    '-e',
    `require(${JSON.stringify(path.join(COURSE, 'grader/loader/compile.js'))})`,
  ]);
  return probe.status === 0;
}

/** Every file below a folder, packages left out. */
const LIST = `
  const found = [];
  const walk = (folder) => {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (!entry.isDirectory()) found.push(file);
      else if (path.basename(folder) !== 'node_modules' || entry.name === '.cache') walk(file);
    }
  };
  walk(a.root);
  return found.filter((file) => !/node_modules\\/[^.]/.test(file) || file.includes('/.cache/'));
`;

/** Modules that are loaded, also those that came with a snapshot; those of packages and of the submission aside. */
const LOADED = `
  const files = Object.keys(process.getBuiltinModule('module')._cache);
  return files.filter((file) => file.includes('/.cache/'));
`;

/** Every folder that a file can be put into. */
const WRITABLE = `
  const found = [];
  const walk = (folder, depth) => {
    try { fs.writeFileSync(folder + '/.probe', ''); fs.rmSync(folder + '/.probe'); found.push(folder); } catch {}
    if (depth === 0) return;
    let entries = [];
    try { entries = fs.readdirSync(folder, { withFileTypes: true }); } catch {}
    for (const entry of entries)
      if (entry.isDirectory() && folder + entry.name !== '/proc') walk(path.join(folder, entry.name), depth - 1);
  };
  walk('/', 4);
  walk(a.stage ?? process.env.HOME + '/..', 3);
  return [...new Set(found.map((folder) => fs.realpathSync(folder)))];
`;

/** Every file of /proc, the process's own left out, that opens for writing. */
const SETTINGS = `
  const found = [];
  const walk = (folder) => {
    let entries = [];
    try { entries = fs.readdirSync(folder, { withFileTypes: true }); } catch {}
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (/^.proc.([0-9]+|self|thread-self|pressure)$/.test(file) || entry.isSymbolicLink()) continue;
      if (entry.isDirectory()) { walk(file); continue; }
      try { fs.closeSync(fs.openSync(file, fs.constants.O_WRONLY | fs.constants.O_NONBLOCK)); found.push(file); } catch {}
    }
  };
  walk('/proc');
  return found;
`;
