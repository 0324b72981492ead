import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { readSubmissionAt } from '@boletim/grader/submission';
import { COURSE } from '@boletim/grader/system';
import { readHandInRecords, type DatedSpec } from '../../class';
import { collectClass, collectedLines, type CollectOptions } from '../../collect';
import { studentOf, temporaryFolder, writeTree } from '../class/support';
import { silentServer, smartServer, Specimen } from './support';

const PROGRAM = path.join(COURSE, 'grader', 'bin', 'boletim.js');
const DATES: DatedSpec = { id: 'warmup', timeZone: 'UTC', due: '2026-03-04 23:59', cutoff: undefined };
const IN_TIME = '2026-03-04T20:00:00Z';
const LATE = '2026-03-06T20:00:00Z';

describe('collecting from hostile repositories and servers', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const ran = path.join(root, 'ran');
  const at = (name: string) => path.join(root, name);
  const collect = (repository: string, options: Partial<CollectOptions> = {}) =>
    collectClass({
      ...{ roster: [studentOf({ id: 'ana', repository })], dates: DATES, template: null, mayBeLocal: true },
      ...{
        out: temporaryFolder(),
        late: false,
        force: false,
        jobs: 1,
        limits: { seconds: 30, megabytes: 50 },
      },
      ...options,
    });

  before(() => void new Specimen(at('good')).commit({ at: IN_TIME }));
  afterEach(() => expect(fs.existsSync(ran), 'something ran').to.equal(false));

  const addresses: [string, RegExp][] = [
    [`ext::sh -c touch% ${ran}`, /it would start a program/],
    ['fd::17', /it would start a program/],
    [`--upload-pack=touch ${ran}`, /no address/],
    ['-oProxyCommand=x', /no address/],
    [`ssh://-oProxyCommand=touch%20${ran}/x`, /no address/],
    [`git@-oProxyCommand=x:y`, /no address/],
    ['ftp://127.0.0.1/x.git', /ftp:\/\/ is none of https/],
    ['https://', /no address/],
    ['https://127.0.0.1/a b.git', /no address/],
    ['https://127.0.0.1/a\nb', /no address/],
    [
      'https://github.com/course/lab-ana/tree/main',
      /is a page of a repository; write https:\/\/github.com\/course\/lab-ana alone/,
    ],
    [path.join(root, 'good'), /place on this machine; --local reads it/],
    [`file://${path.join(root, 'good')}`, /place on this machine/],
    ['course/lab-ana', /write it whole, like https/],
  ];
  for (const [address, says] of addresses)
    it(`does not show git ${JSON.stringify(address.replace(root, ''))}`, async () => {
      const { rows } = await collect(address, { mayBeLocal: false });
      expect(rows[0]!.problem?.code).to.equal('refused-address');
      expect(rows[0]!.problem?.message).to.match(says);
    });

  it('runs nothing that a repository names, and takes all of its files as they are', async () => {
    const own = new Specimen(at('attributes'));
    own.commit({
      at: IN_TIME,
      files: {
        '.gitattributes': '* export-ignore filter=evil text eol=crlf ident\nx.txt export-subst\n',
        '.gitmodules': `[submodule "x"]\npath = x\nurl = ext::sh -c touch% ${ran}\n`,
        'src/mean.ts': '$Id$ $Format:%H$\n',
      },
    });
    const hooks = path.join(at('attributes'), '.git/hooks');
    for (const name of ['post-upload-pack', 'reference-transaction', 'post-checkout'])
      fs.writeFileSync(path.join(hooks, name), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    fs.appendFileSync(
      path.join(at('attributes'), '.git/config'),
      `[uploadpack]\n packObjectsHook = touch ${ran}\n`,
    );
    const out = temporaryFolder();
    await withGlobalConfig(
      `[filter "evil"]\n smudge = touch ${ran}\n required = true\n[core]\n hooksPath = ${hooks}\n`,
      () => collect(at('attributes'), { out }),
    );
    const { files } = await readSubmissionAt(path.join(out, 'ana.tar.gz'), loadAssignment('warmup'));
    expect(files.get('src/mean.ts')).to.equal('$Id$ $Format:%H$\n');
  });

  it('asks nobody for a password, and names who has to sign in', async () => {
    const server = await smartServer(root, 'u:secret');
    const askpass = path.join(root, 'askpass');
    fs.writeFileSync(askpass, `#!/bin/sh\ntouch ${ran}\necho x\n`, { mode: 0o755 });
    await withEnvironment({ GIT_ASKPASS: askpass, SSH_ASKPASS: askpass }, async () => {
      const { rows } = await collect(`${server.url}/good/.git`);
      expect(rows[0]!.problem?.code).to.equal('no-permission');
    });
    server.close();
  });

  const logins: [string, string, boolean][] = [
    ['user and password', 'u:s3cr3t%2Ftoken', true],
    ['a token alone', 's3cr3t-token', true],
    ['a wrong password', 'u:s3cr3t-wrong', false],
    ['an unknown token', 's3cr3t-other', false],
  ];
  for (const [what, login, isRight] of logins)
    it(`keeps a secret: ${what}`, async () => {
      const expected = what.includes('token alone') ? 's3cr3t-token:' : 'u:s3cr3t/token';
      const server = await smartServer(root, expected);
      const out = temporaryFolder();
      const address = server.url.replace('://', `://${login}@`);
      const seen = await commandLines(async () => {
        const result = await collect(`${address}/good/.git`, { out, limits: { seconds: 10, megabytes: 50 } });

        expect(result.rows[0]!.problem?.code ?? null).to.equal(isRight ? null : 'no-permission');
        expect(collectedLines(result).join()).not.to.contain('s3cr3t');
      });
      server.close();
      expect(seen.filter((line) => line.includes('s3cr3t'))).to.deep.equal([]);
      const record = fs.readFileSync(path.join(out, '.handed-in', 'ana.json'), 'utf8');
      expect(record).not.to.contain('s3cr3t');
      if (isRight) expect(record).to.contain('//***@127.0.0.1');
    });

  it('gives up on a server that says nothing', async () => {
    const server = await silentServer();
    const { rows } = await collect(`${server.url}/x.git`, { limits: { seconds: 1, megabytes: 50 } });
    server.close();
    expect(rows[0]!.problem?.message).to.match(/^not fetched within 1 s; run again, with --timeout for more/);
  });

  it('gives up on a server that nobody is behind', async () => {
    const server = await silentServer();
    server.close();
    const { rows } = await collect(`${server.url}/x.git`);
    expect([rows[0]!.problem?.code, rows[0]!.problem?.isNothingHandedIn]).to.deep.equal([
      'unreachable',
      false,
    ]);
  });

  const large: [string, (name: string) => string | Buffer][] = [
    ['is large', () => Buffer.from(Array.from({ length: 3e6 }, () => Math.floor(Math.random() * 256)))],
    ['unpacks to much', () => Buffer.alloc(8e6)],
  ];
  for (const [what, content] of large)
    it(`takes no repository that ${what}`, async () => {
      const own = new Specimen(at(what));
      fs.writeFileSync(path.join(at(what), 'data.bin'), content(what));
      own.commit({ at: IN_TIME });
      const out = temporaryFolder();
      const { rows } = await collect(at(what), { out, limits: { seconds: 30, megabytes: 2 } });
      expect(rows[0]!.problem?.message).to.match(/^larger than 2 MB; --most-megabytes/);
      expect(fs.readdirSync(out)).to.deep.equal(['.handed-in']);
    });

  it('takes no file whose name leads out of its folder', async () => {
    const own = new Specimen(at('escape'));
    own.commit({ at: IN_TIME, files: { 'src/mean.ts': 'x' } });
    const blob = own.git('rev-parse', 'HEAD:src/mean.ts');
    const inner = mktree(own, `100644 blob ${blob}\tevil.ts\n`);
    const tree = mktree(own, `040000 tree ${inner}\t..\n`);
    own.git('update-ref', 'HEAD', own.dated({ at: IN_TIME }, 'commit-tree', '-m', 'x', tree));
    const out = temporaryFolder();
    const { rows } = await collect(at('escape'), { out });
    expect(rows[0]!.problem?.message).to.contain('holds a file whose name leads out of its folder');
    expect(fs.readdirSync(out)).to.deep.equal(['.handed-in']);
  });

  it('fetches again what is damaged, and takes nothing half-written for whole', async () => {
    const out = temporaryFolder();
    await collect(at('good'), { out });
    const whole = fs.readFileSync(path.join(out, 'ana.tar.gz'));
    fs.writeFileSync(path.join(out, 'ana.tar.gz'), whole.subarray(0, 20));
    expect((await collect(at('good'), { out })).rows[0]!.isKept).to.equal(false);
    expect(fs.readFileSync(path.join(out, 'ana.tar.gz')).equals(whole)).to.equal(true);
    expect((await collect(at('good'), { out })).rows[0]!.isKept).to.equal(true);
  });

  it('goes on after it was killed, without asking again for what is there', async () => {
    const server = await smartServer(root);
    const silent = await silentServer();
    const folder = temporaryFolder();
    writeTree(folder, {
      'repos.csv': `id,repository\nana,${server.url}/good/.git\nbo,${silent.url}/x.git\n`,
    });
    const out = path.join(folder, 'out');
    const roster = ['--roster', path.join(folder, 'repos.csv'), '--due', '2026-03-04 23:59 [UTC]'];
    const child = spawn(process.execPath, [PROGRAM, 'collect', 'warmup', ...roster, '--out', out]);
    while (readHandInRecords(out).size === 0 || silent.asked.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const asked = server.asked.length;
    const students = { ana: `${server.url}/good/.git`, bo: at('good') };
    const again = Object.entries(students).map(([id, repository]) => studentOf({ id, repository }));
    const { rows } = await collect('', { out, roster: again });
    expect(rows.map(({ isKept, problem }) => [isKept, problem])).to.deep.equal([
      [true, null],
      [false, null],
    ]);
    expect(server.asked.length).to.equal(asked);
    server.close();
    silent.close();
  });

  it('stops when it is told to, and keeps what it has', async () => {
    const silent = await silentServer();
    const roster = [
      studentOf({ id: 'ana', repository: at('good') }),
      studentOf({ id: 'bo', repository: `${silent.url}/x.git` }),
    ];
    const controller = new AbortController();
    const out = temporaryFolder();
    const running = collect('', { out, roster, signal: controller.signal });
    while (silent.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    const { rows, complete } = await running;
    silent.close();
    expect([rows.map(({ student }) => student.id), complete]).to.deep.equal([['ana'], false]);
  });

  it('keeps what it collected when the server is gone later', async () => {
    const server = await smartServer(root);
    const out = temporaryFolder();
    await collect(`${server.url}/good/.git`, { out });
    server.close();
    const { rows } = await collect(`${server.url}/good/.git`, { out, force: true });
    expect(rows[0]!.problem?.code).to.equal('unreachable');
    expect(fs.existsSync(path.join(out, 'ana.tar.gz'))).to.equal(true);
    expect(collectedLines({ rows, zone: 'UTC' })[1]).to.match(/kept from .*; now: .* cannot be reached/);
  });

  it('knows by an earlier look what was pushed after the date, whatever its date says', async () => {
    const own = new Specimen(at('pushed-later'));
    const first = own.commit({ at: '2026-03-01T20:00:00Z' });
    const out = temporaryFolder();
    await collect(at('pushed-later'), { out });
    own.commit({ at: IN_TIME });
    expect((await collect(at('pushed-later'), { out })).rows[0]!.isKept).to.equal(true);
    const { rows } = await collect(at('pushed-later'), { out, force: true });
    expect(rows[0]!.record.notes.join()).to.match(
      new RegExp(
        `^${first.slice(0, 9)} was the last commit before the date on .*: what was taken now came later than its date says$`,
      ),
    );
  });

  it('asks again while the date is still to come', async () => {
    const out = temporaryFolder();
    const dates = { ...DATES, due: '2999-03-04 23:59' };
    const { warnings } = await collect(at('good'), { out, dates });
    expect(warnings).to.deep.equal(['the date of 1 is still to come (2999-03-04 23:59); run again after it']);
    expect((await collect(at('good'), { out, dates })).rows[0]!.isKept).to.equal(false);
  });

  it('puts nothing into a folder of something else', async () => {
    const out = writeTree(temporaryFolder(), { 'thesis.tex': 'x' });
    const error = await collect(at('good'), { out }).then(
      () => null,
      (problem: Error) => problem,
    );
    expect(error?.message).to.match(/holds other things; give --out a new folder/);
  });

  it('takes a late one out when the date moves forward', async () => {
    const own = new Specimen(at('moved'));
    own.commit({ at: LATE });
    const out = temporaryFolder();
    await collect(at('moved'), { out, dates: { ...DATES, due: '2026-03-07 23:59' } });
    const { rows } = await collect(at('moved'), { out });
    expect(rows[0]!.problem?.code).to.equal('no-commit');
    expect(fs.readdirSync(out)).to.deep.equal(['.handed-in']);
  });
});

async function withEnvironment<T>(values: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = Object.fromEntries(Object.keys(values).map((name) => [name, process.env[name]]));
  Object.assign(process.env, values);
  try {
    return await work();
  } finally {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

function withGlobalConfig<T>(config: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(temporaryFolder(), 'gitconfig');
  fs.writeFileSync(file, config);
  return withEnvironment({ GIT_CONFIG_GLOBAL: file }, work);
}

/** What any process on this machine was called with meanwhile. */
async function commandLines(work: () => Promise<void>): Promise<string[]> {
  const seen = new Set<string>();
  const look = () => {
    for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        seen.add(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      } catch {
        // It has ended.
      }
  };
  const timer = fs.existsSync('/proc/self/cmdline') ? setInterval(look, 5) : undefined;
  await work().finally(() => clearInterval(timer));
  return [...seen].filter((line) => line.includes('git'));
}

function mktree(own: Specimen, lines: string): string {
  return own.gitReading(lines, 'mktree', '--missing');
}
