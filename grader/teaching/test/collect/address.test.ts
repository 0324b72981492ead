import { expect } from 'chai';
import { maskAddress, readAddress, withoutSecrets } from '../../collect/address';
import { problemFrom } from '../../collect/git-problems';
import { readRefs } from '../../collect/remote-branch';
import { urlTemplate } from '../../collect/url-template';
import { studentOf } from '../class/support';

describe('the address of a repository', () => {
  const read = (text: string) => readAddress(text, { mayBeLocal: true });

  const taken: [text: string, url: string, protocols: string][] = [
    [' https://github.com/course/lab ', 'https://github.com/course/lab', 'https'],
    ['https://ana:t0k%2Fen@host:8443/x.git', 'https://host:8443/x.git', 'https'],
    ['https://t0ken@host/x.git', 'https://host/x.git', 'https'],
    ['http://127.0.0.1/x.git', 'http://127.0.0.1/x.git', 'http:https'],
    ['git@github.com:course/lab.git', 'git@github.com:course/lab.git', 'ssh'],
    ['ssh://git@host:2222/~ana/lab.git', 'ssh://git@host:2222/~ana/lab.git', 'ssh'],
    ['GIT://host/lab.git', 'GIT://host/lab.git', 'git'],
    ['/srv/git/lab.git', '/srv/git/lab.git', 'file'],
    ['file:///srv/a%20b.git', '/srv/a b.git', 'file'],
  ];
  for (const [text, url, protocols] of taken)
    it(`is read: ${text}`, () => expect(read(text)).to.include({ url, protocols }));

  for (const text of ['https:\\\\evil\\x', 'HTTPS:/evil/x', 'http:evil', 'ssh:\\\\evil', 'git:/x'])
    it(`is half of one and refused: ${text}`, () =>
      expect(() => read(text)).to.throw(/two slashes, like https/));

  it('is of no machine where it has the slashes of Windows', () => {
    expect(readAddress.bind(null, 'evil:\\\\share\\x', { mayBeLocal: false })).to.throw(/is no address of/);
  });

  const masked: [text: string, shown: string][] = [
    ['https://ana:t0ken@host/x.git', 'https://***@host/x.git'],
    ['https://a@b:t0ken@host/x.git', 'https://***@host/x.git'],
    ['https://host/x.git?private_token=t0ken&a=b', 'https://host/x.git?***'],
    ["fatal: 'https://t0ken@host/x.git/' not found", "fatal: 'https://***@host/x.git/' not found"],
    ['git@github.com:course/lab.git', 'git@github.com:course/lab.git'],
  ];
  for (const [text, shown] of masked)
    it(`is shown without secrets: ${text}`, () => expect(maskAddress(text)).to.equal(shown));

  it('gives its secrets away in no message, encoded or not, short or cut', () => {
    const address = read(`https://ana:t0k%2Fen${'x'.repeat(300)}@host/x.git`);
    const said = `fatal: t0k/en${'x'.repeat(300)} and t0k%2Fen${'x'.repeat(300)}`;
    expect(withoutSecrets(said, address)).to.equal('fatal: *** and ***');
    expect(problemFrom(said, address).message).not.to.contain('t0k');
  });
});

describe('what git says', () => {
  const address = readAddress('https://host/not-found/ssl.git', { mayBeLocal: false });
  const cases: [said: string, code: string][] = [
    ["fatal: could not read Username for 'https://host': terminal prompts disabled", 'no-permission'],
    ['remote: HTTP Basic: Access denied\nfatal: Authentication failed for https://host/', 'no-permission'],
    ['fatal: unable to access: The requested URL returned error: 403', 'no-permission'],
    [
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      'no-permission',
    ],
    ['ERROR: Repository not found.\nfatal: Could not read from remote repository.', 'not-found'],
    ["fatal: repository 'https://host/' not found", 'not-found'],
    ['remote: The project you were looking for could not be found', 'not-found'],
    ['fatal: unable to access: Could not resolve host: host', 'unreachable'],
    ['Host key verification failed.\nfatal: Could not read from remote repository.', 'unreachable'],
    ['fatal: unable to access: The requested URL returned error: 502', 'unreachable'],
    ['fatal: something https://host/not-found/ssl.git', 'failed'],
    ['', 'failed'],
  ];
  for (const [said, code] of cases)
    it(`means ${code}: ${said.slice(0, 60)}`, () => expect(problemFrom(said, address).code).to.equal(code));
});

describe('branches of a server that may say anything', () => {
  const hash = 'a'.repeat(40);

  it('are read where they are names, and no others', () => {
    const names = ['main', 'feature/x', 'üb', '-x', 'a..b', 'a b', 'a:b', '*', '@{1}', ''];
    const text = [
      `ref: refs/heads/main\tHEAD`,
      `${hash}\tHEAD`,
      ...names.map((name) => `${hash}\trefs/heads/${name}`),
    ];
    expect(readRefs(text.join('\n'))).to.deep.equal({ head: 'main', branches: ['main', 'feature/x', 'üb'] });
  });
});

describe('a template of addresses', () => {
  const address = urlTemplate('https://host/lab-{github_username}.git');

  it("puts the roster's cells in", () =>
    expect(address(studentOf({ id: 'x', username: 'ana-l' }))).to.equal('https://host/lab-ana-l.git'));

  const refused: [username: string, says: RegExp][] = [
    ['', /the roster has no github_username/],
    ['../../teacher/solution', /cannot be a part/],
    ['-x', /cannot be a part/],
    ['..', /cannot be a part/],
    ['a?b', /cannot be a part/],
    ['a@evil.com/', /cannot be a part/],
  ];
  for (const [username, says] of refused)
    it(`puts no ${JSON.stringify(username)} in`, () =>
      expect(() => address(studentOf({ id: 'x', username }))).to.throw(says));

  it('is refused where it knows no column, or gives everybody the same', () => {
    expect(() => urlTemplate('https://host/{nick}')).to.throw(
      /knows no \{nick\}; it knows \{github_username\}/,
    );
    expect(() => urlTemplate('https://host/x')).to.throw(/gives everybody the same/);
  });
});
