import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import yauzl from 'yauzl';
import { NODE_MODULES, SOLUTIONS } from '../../../paths';
import { packageAutograder } from '../../../release/gradescope';
import { writeTree } from '../../class/support';
import { linkPackages } from '../link-packages';

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

  it('gives the same bytes twice', async () => {
    expect((await packageAutograder({ assignment: 'warmup', lang: 'en' })).equals(bytes)).to.equal(true);
  });

  it('grades files that lie in their folder', () => {
    const { results, stderr } = run(solution((file) => file));
    expect(results, stderr).to.include({ score: 10 });
    expect(results.tests).to.have.length(7);
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

async function unzip(bytes: Buffer, folder: string): Promise<void> {
  const zip = await yauzl.fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    writeTree(folder, { [entry.fileName]: Buffer.concat(chunks) });
    fs.chmodSync(path.join(folder, entry.fileName), (entry.externalFileAttributes >>> 16) & 0o777);
  }
}
