import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE, SOLUTIONS } from '../../../system/paths';
import { temporaryFolder, writeTree, zipOf } from '../class/support';

describe('boletim class', function () {
  this.timeout(60_000);
  const PROGRAM = path.join(COURSE, 'grader', 'bin', 'boletim.js');
  const SUBMISSIONS = 4;
  const solution = fs.readFileSync(path.join(SOLUTIONS, 'warmup', 'src', 'mean.ts'), 'utf8');

  const setUp = (): { submissions: string; parameters: string[]; out: string } => {
    const root = temporaryFolder();
    for (let index = 0; index < SUBMISSIONS; index++) {
      writeTree(root, { [`in/student-${index}/src/mean.ts`]: `${solution}\n// ${index}\n` });
    }
    const [submissions, out] = [path.join(root, 'in'), path.join(root, 'out')];
    const flags = ['--out', out, '--sandbox', 'process', '--jobs', '1'];
    return { submissions, out, parameters: ['class', submissions, 'warmup', ...flags] };
  };
  const run = (parameters: string[]) =>
    spawnSync(process.execPath, [PROGRAM, ...parameters], { encoding: 'utf8' });

  /** Starts a run and sends it a signal as soon as the first submission has ended. */
  const interrupt = async (parameters: string[], signal: NodeJS.Signals) => {
    const child = spawn(process.execPath, [PROGRAM, ...parameters]);
    let [stdout, signalled] = ['', false];
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', () => {
      if (!signalled) child.kill(signal);
      signalled = true;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout };
  };
  const counts = (stdout: string) => /(\d+) graded, (\d+) as before/.exec(stdout)?.slice(1).map(Number) ?? [];

  it('stops at Ctrl-C when what runs is finished, and goes on from there', async () => {
    const { parameters, out } = setUp();
    const stopped = await interrupt(parameters, 'SIGINT');
    expect(stopped.code, stopped.stdout).to.equal(130);
    expect(stopped.stdout).to.match(/Stopped\. The same command goes on where this one ended\./);
    const [first] = counts(stopped.stdout);
    expect(fs.existsSync(path.join(out, 'grades.csv'))).to.equal(false);
    const { status, stdout } = run(parameters);
    expect([status, ...counts(stdout)]).to.deep.equal([0, SUBMISSIONS - first!, first]);
  });

  it('loses nothing that was finished when it is killed', async () => {
    const { parameters, out } = setUp();
    await interrupt(parameters, 'SIGKILL');
    const { status, stdout } = run(parameters);
    const [graded, reused] = counts(stdout);
    expect([status, graded! + reused!]).to.deep.equal([0, SUBMISSIONS]);
    expect(reused).to.be.at.least(1);
    expect(fs.readFileSync(path.join(out, 'grades.csv'), 'utf8').match(/,graded,/g)).to.have.length(
      SUBMISSIONS,
    );
  });

  it('goes on to the end when nobody reads what it says', async () => {
    const { parameters, out } = setUp();
    const child = spawn(process.execPath, [PROGRAM, ...parameters]);
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await once(child, 'close')).to.deep.equal([0, null]);
    expect(fs.existsSync(path.join(out, 'grades.csv'))).to.equal(true);
  });

  const latin1Roster = () => {
    const text = Buffer.from('id,name\njose,Jos\xe9\n', 'latin1');
    return path.join(writeTree(temporaryFolder(), { 'latin1.csv': text }), 'latin1.csv');
  };

  it('keeps from the terminal what names of files and entries could tell it', async () => {
    const { submissions, parameters } = setUp();
    const evil = '../\x1b]0;PWNED\x07\x1b[2J\u009b2J\u202e\n::error::##[group]';
    const harmless = 'x'.repeat(Buffer.byteLength(evil));
    const zip = await zipOf({ [harmless]: '' });
    for (let at = zip.indexOf(harmless); at >= 0; at = zip.indexOf(harmless)) zip.write(evil, at);
    writeTree(submissions, { 'eve.zip': zip, 'a\x1b[2J\n::error::.txt': '' });
    const { stdout, stderr } = run(parameters);
    expect(stdout).to.match(/^not gradable: eve: .*\[U\+202E\]/m);
    expect(stderr).to.match(/^not a submission: a ::error::\.txt/m);
    for (const text of ['\x1b', '\x07', '\u009b', '\u202e', '\n::', '##[']) {
      expect(stdout).not.to.contain(text);
      expect(stderr).not.to.contain(text);
    }
  });

  it('repeats a run without options, and does nothing on others until it is told', () => {
    const { parameters, out, submissions } = setUp();
    const roster = path.join(writeTree(temporaryFolder(), { 'roster.csv': 'id\nzoe\n' }), 'roster.csv');
    expect(run([...parameters, '--roster', roster, '--export-waiting']).status).to.equal(0);
    expect(fs.readFileSync(path.join(out, 'class.yaml'), 'utf8')).to.match(/^exportWaiting: true$/m);
    const again = run(['class', '--out', out]);
    expect([again.status, ...counts(again.stdout)]).to.deep.equal([0, 0, SUBMISSIONS]);
    expect(fs.readFileSync(path.join(out, 'grades.csv'), 'utf8')).to.match(/^zoe,/m);
    const other = run(['class', submissions, '--out', out, '--lang', 'pt-BR']);
    expect(other.stderr).to.match(/was made with other options:\n {2}lang: en → pt-BR\nGive --change/);
    expect(other.status).to.equal(1);
    const changed = run(['class', '--out', out, '--lang', 'pt-BR', '--change']);
    expect([changed.status, changed.stdout]).to.satisfy(
      ([status, text]: [number, string]) =>
        status === 0 && text.includes('lang: en → pt-BR') && /^0 corrigidas|^Abra /m.test(text),
    );
    expect(run(['compare', out]).stdout).to.match(/^0 moved, \d+ did not\.$/m);
  });

  const mistakes: [string, (parameters: string[]) => string[], RegExp][] = [
    [
      'no output folder',
      (parameters) => parameters.filter((part, at) => part !== '--out' && parameters[at - 1] !== '--out'),
      /required option '--out <dir>'/,
    ],
    ['nothing to grade', () => ['class', '--out', path.join(temporaryFolder(), 'new')], /Say what to grade/],
    [
      'a submissions folder that is not there',
      ([name, , ...rest]) => [name!, '/nowhere', ...rest],
      /cannot read the submissions folder \/nowhere/,
    ],
    [
      'a roster that is not there',
      (parameters) => [...parameters, '--roster', '/nowhere.csv'],
      /\/nowhere\.csv cannot be read/,
    ],
    [
      'a reviews folder that is not there',
      (parameters) => [...parameters, '--reviews', '/nowhere'],
      /no folder \/nowhere/,
    ],
    [
      'a roster in another encoding than UTF-8',
      (parameters) => [...parameters, '--roster', latin1Roster()],
      /latin1\.csv is not UTF-8; save it as "CSV UTF-8"/,
    ],
    [
      'a reviews folder that is a file',
      (parameters) => [...parameters, '--reviews', PROGRAM],
      /There is no folder .*boletim\.js; leave --reviews out/,
    ],
    [
      'an output folder that is a file',
      (parameters) => [...parameters, '--out', PROGRAM],
      /boletim\.js cannot be a folder for results/,
    ],
    ['no jobs', (parameters) => [...parameters, '--jobs', '0'], /Write a whole number from 1/],
    ['an unknown language', (parameters) => [...parameters, '--lang', 'fr'], /Allowed choices are en, pt-BR/],
  ];
  for (const [name, change, message] of mistakes) {
    it(`ends with 1 and says what to do about ${name}`, () => {
      const { status, stderr } = run(change(setUp().parameters));
      expect(stderr).to.match(message);
      expect(status).to.equal(1);
    });
  }
});
