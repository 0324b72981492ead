import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { readSubmissionAt } from '@boletim/grader/submission';
import { collectedLines } from '../../collect';
import { temporaryFolder } from '../class/support';
import { AN_HOUR_BEFORE, collectFrom, silentServer, smartServer, Specimen } from './support';

describe('collecting from hostile repositories and servers', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const ran = path.join(root, 'ran');
  const at = (name: string) => path.join(root, name);
  before(() => void new Specimen(at('good')).commit({ at: AN_HOUR_BEFORE }));
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
      const row = await collectFrom(address, { mayBeLocal: false });
      expect(row.problem?.code).to.equal('refused-address');
      expect(row.problem?.message).to.match(says);
    });

  it('runs nothing that a repository names, and takes all of its files as they are', async () => {
    const own = new Specimen(at('attributes'));
    own.commit({
      at: AN_HOUR_BEFORE,
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
      () => collectFrom(at('attributes'), { out }),
    );
    const { files } = await readSubmissionAt(path.join(out, 'ana.tar.gz'), loadAssignment('warmup'));
    expect(files.get('src/mean.ts')).to.equal('$Id$ $Format:%H$\n');
  });

  it('asks nobody for a password, and names who has to sign in', async () => {
    const server = await smartServer(root, 'u:secret');
    const askpass = path.join(root, 'askpass');
    fs.writeFileSync(askpass, `#!/bin/sh\ntouch ${ran}\necho x\n`, { mode: 0o755 });
    await withEnvironment({ GIT_ASKPASS: askpass, SSH_ASKPASS: askpass }, async () => {
      const row = await collectFrom(`${server.url}/good/.git`);
      expect(row.problem?.code).to.equal('no-permission');
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
        const row = await collectFrom(`${address}/good/.git`, {
          out,
          limits: { seconds: 10, megabytes: 50 },
        });

        expect(row.problem?.code ?? null).to.equal(isRight ? null : 'no-permission');
        expect(collectedLines({ rows: [row], zone: 'UTC' }).join()).not.to.contain('s3cr3t');
      });
      server.close();
      expect(seen.filter((line) => line.includes('s3cr3t'))).to.deep.equal([]);
      const record = fs.readFileSync(path.join(out, '.handed-in', 'ana.json'), 'utf8');
      expect(record).not.to.contain('s3cr3t');
      if (isRight) expect(record).to.contain('//***@127.0.0.1');
    });

  it('gives up on a server that says nothing', async () => {
    const server = await silentServer();
    const row = await collectFrom(`${server.url}/x.git`, { limits: { seconds: 1, megabytes: 50 } });
    server.close();
    expect(row.problem?.message).to.match(/^not fetched within 1 s; run again, with --timeout for more/);
  });

  it('gives up on a server that nobody is behind', async () => {
    const server = await silentServer();
    server.close();
    const row = await collectFrom(`${server.url}/x.git`);
    expect([row.problem?.code, row.problem?.isNothingHandedIn]).to.deep.equal(['unreachable', false]);
  });

  const large: [string, (name: string) => string | Buffer][] = [
    ['is large', () => Buffer.from(Array.from({ length: 3e6 }, () => Math.floor(Math.random() * 256)))],
    ['unpacks to much', () => Buffer.alloc(8e6)],
  ];
  for (const [what, content] of large)
    it(`takes no repository that ${what}`, async () => {
      const own = new Specimen(at(what));
      fs.writeFileSync(path.join(at(what), 'data.bin'), content(what));
      own.commit({ at: AN_HOUR_BEFORE });
      const out = temporaryFolder();
      const row = await collectFrom(at(what), { out, limits: { seconds: 30, megabytes: 2 } });
      expect(row.problem?.message).to.match(/^larger than 2 MB; --most-megabytes/);
      expect(fs.readdirSync(out)).to.deep.equal(['.handed-in']);
    });

  it('takes no file whose name leads out of its folder', async () => {
    const own = new Specimen(at('escape'));
    own.commit({ at: AN_HOUR_BEFORE, files: { 'src/mean.ts': 'x' } });
    const blob = own.git('rev-parse', 'HEAD:src/mean.ts');
    const inner = mktree(own, `100644 blob ${blob}\tevil.ts\n`);
    const tree = mktree(own, `040000 tree ${inner}\t..\n`);
    own.git('update-ref', 'HEAD', own.dated({ at: AN_HOUR_BEFORE }, 'commit-tree', '-m', 'x', tree));
    const out = temporaryFolder();
    const row = await collectFrom(at('escape'), { out });
    expect(row.problem?.message).to.contain('holds a file whose name leads out of its folder');
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
