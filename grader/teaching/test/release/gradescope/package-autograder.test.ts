import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { displayPath, NODE_MODULES, COURSE, SOLUTIONS } from '../../../../system/paths';
import { createKeyFile, signingKey } from '../../../../receipt';
import { verifyFile } from '../../../receipts/verify-file';
import { packageAutograder } from '../../../release/gradescope';
import { writeTree } from '../../class/support';
import { linkPackages } from '../link-packages';
import { unzip } from './unzip';

describe("an autograder for Gradescope, in Gradescope's folders", function () {
  this.timeout(120_000);
  const root = path.join(NODE_MODULES, '.cache', 'boletim', `gradescope-test-${process.pid}`);
  const source = path.join(root, 'source');
  let bytes: Buffer;

  before(async () => {
    bytes = await packageAutograder({ assignment: 'warmup', lang: 'en' });
    await unzip(bytes, source);
    linkPackages(source);
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  /** One submission, as Gradescope does it: a fresh submission folder, then run_autograder. */
  const run = (files: Record<string, string | Buffer>) => {
    fs.rmSync(path.join(root, 'submission'), { recursive: true, force: true });
    fs.rmSync(path.join(root, 'results'), { recursive: true, force: true });
    for (const name of ['submission', 'results']) fs.mkdirSync(path.join(root, name));
    writeTree(path.join(root, 'submission'), files);
    const ended = spawnSync(path.join(source, 'run_autograder'), {
      env: { ...process.env, AUTOGRADER_ROOT: root },
      encoding: 'utf8',
    });
    const results = path.join(root, 'results', 'results.json');
    return {
      ...ended,
      results: fs.existsSync(results) ? JSON.parse(fs.readFileSync(results, 'utf8')) : null,
    };
  };
  const solution = (rename: (file: string) => string) =>
    Object.fromEntries(
      ['mean', 'count-labels', 'retry'].map((name) => {
        const file = `src/${name}.ts`;
        return [rename(file), fs.readFileSync(path.join(SOLUTIONS, 'warmup', file))];
      }),
    );

  it('has its two scripts at the root, executable', () => {
    for (const script of ['setup.sh', 'run_autograder']) {
      expect(fs.statSync(path.join(source, script)).mode & 0o111, script).to.equal(0o111);
      expect(spawnSync('bash', ['-n', path.join(source, script)]).status, script).to.equal(0);
    }
  });

  it('has everything in its lock file that it runs, also without what is for authors', () => {
    const lock = JSON.parse(fs.readFileSync(path.join(source, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    for (const name of ['@boletim/grader', '@boletim/teaching', 'csv-parse', 'temporal-polyfill', 'zod'])
      expect(lock.packages[`node_modules/${name}`], name).to.be.an('object').and.not.to.have.property('dev');
  });

  it('gives the same bytes twice', async () => {
    expect((await packageAutograder({ assignment: 'warmup', lang: 'en' })).equals(bytes)).to.equal(true);
  });

  it('grades files that lie in their folder', () => {
    const { results, stderr, stdout } = run(solution((file) => file));
    expect(results, stderr).to.include({ score: 10 });
    expect(results.tests).to.have.length(7);
    expect(stdout).to.match(/^(Submissions run isolated by bubblewrap|No bubblewrap here: )/);
  });

  it('grades files that were dropped without their folder, as its upload page invites to', () => {
    expect(run(solution((file) => path.basename(file))).results).to.include({ score: 10 });
  });

  it('gives zero and the reason when nothing of the assignment is there', () => {
    const { results, status } = run({ 'essay.txt': 'x' });
    expect(status).to.equal(0);
    expect(results).to.include({ score: 0 });
    expect(results.output).to.match(/could not be graded: none of src\/mean\.ts/);
  });

  it('says that it signs nothing without a key', () => {
    const { stdout, results } = run(solution((file) => file));
    expect(stdout).to.include('Unsigned: no key was packed');
    expect(results.extra_data).not.to.have.property('receipt');
  });

  it('signs its results with the key that was packed: whose they are, and every value', async () => {
    const keyFile = path.join(root, 'key.pem');
    fs.writeFileSync(keyFile, createKeyFile());
    await unzip(await packageAutograder({ assignment: 'warmup', lang: 'en', sign: keyFile }), source);
    fs.writeFileSync(
      path.join(root, 'submission_metadata.json'),
      JSON.stringify({ users: [{ email: 'ana@example.edu', name: 'Ana', sid: '18E1' }] }),
    );
    const { results } = run(solution((file) => file));
    const file = path.join(root, 'results', 'results.json');
    const known = new Map([[signingKey(fs.readFileSync(keyFile, 'utf8')).publicKey, 'the autograder']]);
    const { problems, receipt, signers } = verifyFile(file, known);
    expect([problems, signers]).to.deep.equal([[], ['the autograder']]);
    expect(receipt).to.include({ student: '18E1', points: 10, maxPoints: 10 });
    expect(receipt!.statement).to.include({ points: 10, submission: results.extra_data.submissionDigest });
    fs.writeFileSync(file, JSON.stringify({ ...results, score: 9 }));
    expect(verifyFile(file, known).problems[0]).to.match(/is not what the receipt in it stands for/);
    fs.rmSync(path.join(source, 'signing-key.pem'));
  });

  it('signs nothing where submissions could read the key', async () => {
    const keyFile = path.join(root, 'key.pem');
    const options = { assignment: 'warmup', lang: 'en', sign: keyFile, allowUnisolated: true } as const;
    const refused = await packageAutograder(options).catch((error: Error) => error.message);
    expect(refused).to.match(/^--sign and --allow-unisolated contradict each other/);
  });

  it('writes no results when the grader itself fails, so that nobody gets a wrong zero', () => {
    const config = path.join(source, 'gradescope.json');
    const text = fs.readFileSync(config, 'utf8');
    fs.writeFileSync(config, text.replace('warmup', 'no-such'));
    const { results, status, stderr } = run(solution((file) => file));
    fs.writeFileSync(config, text);
    expect(results).to.equal(null);
    expect(status).not.to.equal(0);
    expect(stderr).to.match(/no assignment "no-such"/);
  });
});

describe('hidden suites in an autograder for Gradescope', function () {
  this.timeout(120_000);
  const root = path.join(NODE_MODULES, '.cache', 'boletim', `gradescope-hidden-test-${process.pid}`);
  const source = path.join(root, 'source');
  const solution = ['mean', 'count-labels', 'retry'].map((name) => `solutions/warmup/src/${name}.ts`);
  const filesBelow = (folder: string) =>
    (fs.readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
      fs.statSync(path.join(folder, file)).isFile(),
    );
  before(async () => {
    writeTree(root, { 'key.pem': createKeyFile() });
    const sign = path.join(root, 'key.pem');
    await unzip(await packageAutograder({ assignment: 'warmup', hidden: HIDDEN, lang: 'en', sign }), source);
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  it('come with the reference solution that they ask, at its place, and with nothing else of it', () => {
    const solutions = filesBelow(path.join(source, 'solutions')).map((file) => `solutions/${file}`);
    expect(solutions.sort()).to.deep.equal([...solution].sort());
    const config = JSON.parse(fs.readFileSync(path.join(source, 'gradescope.json'), 'utf8'));
    expect(config).to.deep.include({ hidden: displayPath(HIDDEN), reference: solution });
    linkPackages(source);
  });

  it('are kept out, with the solution, when nobody asked for them', async () => {
    const without = path.join(root, 'without');
    await unzip(await packageAutograder({ assignment: 'warmup', lang: 'en' }), without);
    const text = filesBelow(without).map((file) => fs.readFileSync(path.join(without, file), 'latin1'));
    expect(fs.existsSync(path.join(without, 'solutions'))).to.equal(false);
    expect(text.filter((content) => content.includes('warmup-hidden-5d0c9e7b42'))).to.deep.equal([]);
  });

  describe('where there is no wall at all', () => {
    before(() => {
      for (const program of ['bwrap', 'setpriv'])
        writeTree(path.join(root, 'no-wall'), { [program]: '#!/bin/sh\nexit 1\n' });
      for (const program of ['bwrap', 'setpriv']) fs.chmodSync(path.join(root, 'no-wall', program), 0o755);
    });

    const run = () => {
      fs.rmSync(path.join(root, 'results'), { recursive: true, force: true });
      writeTree(path.join(root, 'submission'), { 'src/mean.ts': 'export const mean = () => 0;' });
      fs.mkdirSync(path.join(root, 'results'), { recursive: true });
      return spawnSync(path.join(source, 'run_autograder'), {
        env: { ...process.env, PATH: `${root}/no-wall:${process.env.PATH}`, AUTOGRADER_ROOT: root },
        encoding: 'utf8',
      });
    };

    it('are not graded with, and the teacher is told why', () => {
      const { status, stderr } = run();
      expect(status).to.equal(3);
      expect(stderr).to.match(/^Not graded\. No wall here: .*\n.*--allow-unisolated/);
      expect(fs.readdirSync(path.join(root, 'results'))).to.deep.equal([]);
    });

    it('are graded with where the teacher has allowed it, and the output begins with it', () => {
      const config = path.join(source, 'gradescope.json');
      const text = fs.readFileSync(config, 'utf8');
      fs.writeFileSync(config, text.replace('"allowUnisolated": false', '"allowUnisolated": true'));
      const { stdout } = run();
      fs.writeFileSync(config, text);
      expect(stdout).to.match(/^No wall here: a submission can read hidden tests/);
      expect(fs.readdirSync(path.join(root, 'results'))).to.deep.equal(['results.json']);
    });
  });

  describe('where there is no bubblewrap', () => {
    before(() => {
      writeTree(path.join(root, 'bin'), { bwrap: '#!/bin/sh\nexit 1\n' });
      fs.chmodSync(path.join(root, 'bin/bwrap'), 0o755);
    });

    const run = (files: Record<string, string | Buffer>) => {
      fs.rmSync(path.join(root, 'submission'), { recursive: true, force: true });
      writeTree(path.join(root, 'submission'), files);
      fs.mkdirSync(path.join(root, 'results'), { recursive: true });
      const { stdout } = spawnSync(path.join(source, 'run_autograder'), {
        env: { ...process.env, PATH: `${root}/bin:${process.env.PATH}`, AUTOGRADER_ROOT: root },
        encoding: 'utf8',
      });
      return { stdout, results: fs.readFileSync(path.join(root, 'results/results.json'), 'utf8') };
    };

    it('grade with the answers of the reference solution', () => {
      const files = solution.map((file) => [file.slice(17), fs.readFileSync(path.join(COURSE, file))]);
      const { results } = run(Object.fromEntries(files));
      expect(JSON.parse(results)).to.include({ score: 10 });
      expect(results).to.include('the mean of drawn numbers');
    });

    it('are unreadable for a submission, and so is the solution', function () {
      const files = [`${displayPath(HIDDEN)}/mean.suite.ts`, ...solution, 'signing-key.pem'];
      const { stdout, results } = run({
        'src/mean.ts': readerOf(files.map((file) => path.join(source, file))),
      });
      if (!stdout.includes('as a user without rights')) this.skip();
      expect(results).to.include(`it read 0 of ${files.length} as 65534`);
    });
  });
});

/** A submission that tries to read files, and tells how many it could. */
function readerOf(files: string[]): string {
  return `import fs from 'node:fs';
export function mean(): number {
  const readable = ${JSON.stringify(files)}.filter((file) => {
    try { return fs.readFileSync(file).length > 0; } catch { return false; }
  });
  throw new Error(\`it read \${readable.length} of ${files.length} as \${process.getuid!()}\`);
}
`;
}

const HIDDEN = path.join(COURSE, 'grader/test/specimens/warmup-hidden');
