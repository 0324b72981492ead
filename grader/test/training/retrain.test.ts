import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/folders';
import { outOf, trainWith, writtenIn } from './support';

const HONEST_TRAINING = `
  await emit(plan());
  for (let e = request.checkpoint ? Number(require('fs').readFileSync(request.checkpoint, 'utf8')) + 1 : 0; e <= 2; e++) {
    await emit(batch(e));
    await emit(batch(e, 2));
    await emit(epoch(e));
    await emit(file('checkpoint', '' + e));
  }
  await emit(test());
  await emit(file('weights', 'wei', false));
  await emit(file('weights', 'ghts'));`;

describe('a training', function () {
  this.timeout(30_000);
  const root = temporaryFolder();
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(root, 'training-'));
  });

  it('that ends is in the report, with its results written beside it, and changes no points', async () => {
    const { retrain, score } = await trainWith({ body: HONEST_TRAINING, folder });
    expect(score).to.equal(1);
    expect(retrain).to.include({ status: 'finished', message: null, dataset: 'one class of nothing' });
    expect(retrain.epochs.map(({ epoch, frozen }) => [epoch, frozen])).to.deep.equal([
      [0, true],
      [1, false],
      [2, false],
    ]);
    expect(retrain.test).to.deep.equal({
      accuracy: 0.5,
      loss: 0.25,
      confusion: [
        [1, 0],
        [1, 0],
      ],
    });
    expect(writtenIn(folder)).to.deep.equal([
      'curves.png',
      'curves.svg',
      'history.csv',
      'history.json',
      'weights.safetensors',
      'worst.png',
      'worst.svg',
    ]);
    expect(fs.readFileSync(path.join(outOf(folder), 'weights.safetensors'), 'utf8')).to.equal('weights');
    expect(retrain.artifacts.map((file) => path.basename(file))).to.have.members(writtenIn(folder));
  });

  it('that crashes keeps its last epoch, and the next run goes on from there', async () => {
    const crash = `if (!request.checkpoint) {
      await emit(plan()); await emit(batch(0)); await emit(epoch(0)); await emit(file('checkpoint', '0'));
      await emit(batch(1)); process.kill(process.pid, 'SIGKILL');
    }`;
    const body = `${crash}\n${HONEST_TRAINING}`;
    const { retrain: crashed } = await trainWith({ body, folder });
    expect(crashed.status).to.equal('failed');
    expect(crashed.message).to.match(/SIGKILL.*go on after the frozen epoch/s);
    expect(crashed.epochs).to.have.length(1);
    expect(writtenIn(folder)).to.include.members(['checkpoint-0.safetensors', 'history.csv']);
    const said: string[] = [];
    const { retrain } = await trainWith({ body, folder, say: (text) => said.push(text) });
    expect(said.join('')).to.contain('Going on after the frozen epoch of an earlier run.');
    expect(retrain.status).to.equal('finished');
    expect(retrain.epochs.map(({ epoch }) => epoch)).to.deep.equal([0, 1, 2]);
    expect(writtenIn(folder).filter((name) => name.startsWith('checkpoint'))).to.deep.equal([]);
  });

  it('of another seed begins at the beginning', async () => {
    const body = `if (request.checkpoint !== null) throw new Error('went on');
      await emit(plan()); await emit(epoch(0)); await emit(file('checkpoint', '0'));
      throw new Error('began');`;
    expect((await trainWith({ body, folder })).retrain.message).to.contain('Began');
    const { retrain } = await trainWith({ body, folder, settings: { seed: 5 } });
    expect(retrain.message).to.contain('Began');
    expect((await trainWith({ body, folder, settings: { seed: 5 } })).retrain.message).to.contain('Went on');
  });

  it('that is stopped keeps what there is', async () => {
    const controller = new AbortController();
    const body = `await emit(plan()); await emit(batch(0)); await emit(epoch(0)); await emit(file('checkpoint', '0'));
      await emit(batch(1)); await new Promise((resolve) => setTimeout(resolve, 60_000));`;
    const { retrain } = await trainWith({
      body,
      folder,
      signal: controller.signal,
      say: (text) => text.includes('frozen epoch: loss') && setTimeout(() => controller.abort(), 300),
    });
    expect(retrain.status).to.equal('stopped');
    expect(retrain.message).to.equal('Stopped. Run it again to go on after the frozen epoch.');
    expect(writtenIn(folder)).to.include.members(['checkpoint-0.safetensors', 'curves.png', 'history.json']);
  });

  for (const [what, body, wanted] of [
    ['is not written', "throw new Error('NotImplemented');", ['skipped', 'src/train.ts is not written yet.']],
    [
      'throws',
      "throw new Error('no such class');",
      ['failed', /^No such class \(src\/train\.ts:\d+:\d+\)\.$/],
    ],
    ['ends its process', 'process.exit(0);', ['failed', /exited with code 0/]],
    [
      'sends nonsense',
      "await emit({ type: 'surprise' });",
      ['failed', /news of the training of no known form/],
    ],
    ['begins without a plan', 'await emit(batch(0));', ['failed', /before its plan/]],
    [
      'repeats an epoch',
      'await emit(plan()); await emit(epoch(0)); await emit(epoch(0));',
      ['failed', /out of its turn/],
    ],
    [
      'saves an epoch that was not',
      "await emit(plan()); await emit(file('checkpoint', 'x'));",
      ['failed', /of no epoch/],
    ],
    [
      'sends two files at once',
      "await emit(plan()); await emit(file('weights', 'w', false)); await emit(epoch(0)); await emit(file('checkpoint', 'x'));",
      ['failed', /two files at once/],
    ],
    [
      'predicts classes that there are not',
      'await emit(plan()); await emit(test({ targets: Int32Array.of(0, 7) }));',
      ['failed', /do not fit the classes/],
    ],
  ] as const) {
    it(`with a function that ${what} is ${wanted[0]}, and says why`, async () => {
      const { retrain, score } = await trainWith({ body, folder });
      expect(score).to.equal(1);
      expect(retrain.status).to.equal(wanted[0]);
      expect(retrain.message).to.match(new RegExp(wanted[1]));
    });
  }

  it('whose results cannot be written does not begin', async () => {
    fs.writeFileSync(outOf(folder), 'a file where a folder should be');
    const { retrain, score } = await trainWith({ body: HONEST_TRAINING, folder });
    expect(score).to.equal(1);
    expect(retrain.epochs).to.deep.equal([]);
    expect(retrain.message).to.equal(
      `The results cannot be written to ${outOf(folder)} (${outOf(folder)} is a file): ` +
        'choose another folder with RETRAIN_OUT.',
    );
  });

  it('whose checkpoint cannot be written blames nobody', async () => {
    fs.mkdirSync(path.join(outOf(folder), 'checkpoint-0.safetensors.incoming'), { recursive: true });
    const { retrain, score } = await trainWith({
      body: "await emit(plan()); await emit(epoch(0)); await emit(file('checkpoint', '0'));",
      folder,
    });
    expect(score).to.equal(1);
    expect(retrain.message).to.match(/^Not the submission's doing: E/);
  });

  it('passes on what a person should know, before there is a plan and without what would rule a terminal', async () => {
    const said: string[] = [];
    const body =
      "await emit({ type: 'notice', text: 'The weights are its \\x1b[2J\"model\".' }); await emit(plan());";
    await trainWith({ body, folder, say: (text) => said.push(text) });
    expect(said.join('')).to.match(/The weights are its [^\x1b]*"model"\.\n/);
  });

  it('tells of the images that cannot be read', async () => {
    const said: string[] = [];
    const skipped = {
      count: 3,
      examples: [{ file: 'train/a/7.jpg', reason: 'train/a/7.jpg is empty (0 bytes).' }],
    };
    await trainWith({
      body: `await emit(plan({ skipped: ${JSON.stringify(skipped)} }));`,
      folder,
      say: (text) => said.push(text),
    });
    expect(said.join('')).to.contain('3 images cannot be read and are left out:\n  train/a/7.jpg is empty');
    expect(said.join('')).to.contain('and 2 more');
  });
});
