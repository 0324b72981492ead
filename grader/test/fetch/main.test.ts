import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** The command as `npm run fetch` starts it, with local files only. */
describe('npm run fetch', function () {
  this.timeout(30_000);
  const root = path.resolve(__dirname, '../../..');
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fetch-main-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const program = ['grader/bin/boletim.js', 'fetch', ...args];
    const env = { ...process.env, BOLETIM_CACHE: path.join(folder, 'cache'), INIT_CWD: folder };
    return spawnSync(process.execPath, program, { cwd: root, env, encoding: 'utf8' });
  }

  it('takes data from a file beside the person, unpacks it, and finds it there the next time', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('meow'), 'cats_vs_dogs2/train/cat/0.jpg');
    zip.end();
    await pipeline(zip.outputStream, fs.createWriteStream(path.join(folder, 'mine.zip')));
    const target = path.join(folder, 'cache/cnn/cats_vs_dogs2');
    expect(run('data', '--from', 'mine.zip').stdout).to.equal(`Fetched: ${target}\n`);
    expect(fs.readFileSync(path.join(target, 'train/cat/0.jpg'), 'utf8')).to.equal('meow');
    expect(run('data').stdout).to.equal(`Already there: ${target}\n`);
  });

  it('refuses weights that are not the ones it knows', () => {
    fs.writeFileSync(path.join(folder, 'other.pth'), 'other weights');
    const { status, stderr } = run('weights', '--from', 'other.pth');
    expect(status).to.equal(1);
    expect(stderr).to.match(/other\.pth is not the expected file: expected 46830571 bytes, got 13/);
  });

  const mistakes: [args: string[], message: RegExp][] = [
    [[], /missing required argument 'name'/],
    [['picture'], /The assignment cnn has no "picture" to fetch; it has: weights, data/],
    [['data', '--assignment', 'nowhere'], /There is no assignment "nowhere"/],
    [['data', '--form', 'x.zip'], /unknown option '--form'/],
    [['data', '--from', 'gone.zip'], /There is no file .*gone\.zip/],
  ];
  for (const [args, message] of mistakes) {
    it(`explains what is wrong with: ${args.join(' ') || 'nothing'}`, () => {
      const { status, stderr } = run(...args);
      expect(status).to.equal(1);
      expect(stderr).to.match(message);
      expect(stderr).to.not.include('    at ');
    });
  }
});
