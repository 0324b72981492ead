import { expect } from 'chai';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { ROOT, SOLUTIONS } from '../../../paths';
import type { Report, RetrainReport } from '../../../report/report';
import { temporaryFolder } from '../../support/folders';

/** The lab's own training, through the command, on images so few and small that it takes seconds. */
describe('RETRAIN=1', function () {
  this.timeout(240_000);
  const root = temporaryFolder();
  const data = path.join(root, 'data');

  before(async () => {
    await writeImages(data, { train: 4, valid: 1, test: 2 });
    fs.writeFileSync(path.join(data, 'train', 'dark', 'broken.png'), 'no image');
  });

  it('trains, goes on after being killed exactly as if it had not been, and stops at Ctrl-C', async () => {
    const whole = await command({ root, data, name: 'whole' });
    expect(whole.retrain).to.include({ status: 'finished', dataset: 'data', weights: 'drawn from a seed' });
    expect(whole.retrain.epochs.map(({ trainLosses }) => trainLosses.length)).to.deep.equal([2, 2]);
    expect(whole.retrain.test!.confusion.flat().reduce((a, b) => a + b)).to.equal(4);
    expect(whole.stderr).to.match(/1 images cannot be read and are left out:\n.*broken\.png/);
    expect(whole.stdout).to.match(/Training finished .*test accuracy/s);

    const killed = await command({ root, data, name: 'parts', signal: 'SIGKILL' });
    expect(killed.code).to.equal(null);
    const rest = await command({ root, data, name: 'parts' });
    expect(rest.stderr).to.match(/Going on after (the frozen epoch|epoch 1) of an earlier run/);
    expect(withoutTimes(rest.retrain)).to.deep.equal(withoutTimes(whole.retrain));
    expect(weightsOf(root, 'parts').equals(weightsOf(root, 'whole'))).to.equal(true);

    const stopped = await command({
      root,
      data,
      name: 'stopped',
      signal: 'SIGINT',
    });
    expect(stopped.code).to.equal(0);
    expect(stopped.retrain.status).to.equal('stopped');
    expect(stopped.retrain.message).to.match(/^Stopped\. Run it again to go on after/);
    expect(stopped.stdout).to.contain('Training was stopped');
  });

  it('says what is wrong with a data set', async () => {
    const [strange, empty, single] = ['strange', 'empty', 'single'].map((name) => path.join(root, name));
    await writeImages(strange!, { train: 1, valid: 1, test: 0 });
    await writeImages(strange!, { train: 0, valid: 1, test: 0 }, ['stripes']);
    fs.mkdirSync(empty!);
    await writeImages(single!, { train: 1, valid: 1, test: 0 });
    const messageOf = async (folder: string) =>
      (await command({ root, data: folder, name: 'wrong' })).retrain.message;
    expect(await messageOf(strange!)).to.match(/labels that the training set lacks: stripes/);
    expect(await messageOf(empty!)).to.match(/no items to train on/);
    expect(await messageOf(single!)).to.equal(null);
  });
});

interface Command {
  root: string;
  data: string;
  /** Of the folder for what is written. */
  name: string;
  /** Is sent as soon as there is a checkpoint. */
  signal?: NodeJS.Signals;
}

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  retrain: RetrainReport;
}

async function command({ root, data, name, signal }: Command): Promise<Ended> {
  const report = path.join(root, `${name}.json`);
  fs.rmSync(report, { force: true });
  const submission = path.join(SOLUTIONS, 'cnn');
  const parameters = ['grade', 'cnn', '--submission', submission, '--question', 'freeze', '--device', 'wasm'];
  const child = spawn(
    process.execPath,
    ['grader/bin/boletim.js', ...parameters, '--report', `json=${report}`],
    {
      cwd: ROOT,
      env: { ...process.env, ...ENVIRONMENT, RETRAIN_DATA: data, RETRAIN_OUT: path.join(root, name) },
    },
  );
  const ended = { code: null as number | null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ended.stderr += chunk.toString()));
  const poll = setInterval(() => {
    if (!signal || !fs.existsSync(path.join(root, name, 'checkpoint.json'))) return;
    child.kill(signal);
    clearInterval(poll);
  }, 10);
  ended.code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(poll);
  const written = fs.existsSync(report) ? (JSON.parse(fs.readFileSync(report, 'utf8')) as Report) : null;
  return { ...ended, retrain: written?.retrain as RetrainReport };
}

const ENVIRONMENT = {
  RETRAIN: '1',
  RETRAIN_FETCH: '0',
  RETRAIN_WEIGHTS: 'seeded',
  RETRAIN_EPOCHS: '1',
  RETRAIN_BATCH: '4',
  RETRAIN_SIZE: '32',
  NO_COLOR: '1',
};

/** Images of 40 x 30 in a folder of each class of each set. */
async function writeImages(
  folder: string,
  counts: Record<'train' | 'valid' | 'test', number>,
  classes = ['bright', 'dark'],
): Promise<void> {
  for (const [set, count] of Object.entries(counts)) {
    for (const [c, name] of classes.entries()) {
      for (let i = 0; i < count; i++) {
        const file = path.join(folder, set, name, `${i}.png`);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        const pixels = Uint8Array.from(
          { length: 40 * 30 * 3 },
          (_, k) => ((k * (i + 3)) % 90) + (1 - c) * 150,
        );
        await sharp(pixels, { raw: { width: 40, height: 30, channels: 3 } })
          .png()
          .toFile(file);
      }
    }
  }
}

function withoutTimes({ epochs, test }: RetrainReport) {
  return { test, epochs: epochs.map(({ seconds: _, ...epoch }) => epoch) };
}

function weightsOf(root: string, name: string): Buffer {
  return fs.readFileSync(path.join(root, name, 'weights.safetensors'));
}
