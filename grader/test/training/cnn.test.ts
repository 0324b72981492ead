import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '../../system/paths';
import { temporaryFolder, writeTree } from '../support/folders';
import { command, submissionWith, weightsOf, withoutTimes, writeImages } from './cnn-command';

/** The lab's own training, through the command, on images so few and small that it takes seconds. */
describe('RETRAIN=1', function () {
  this.timeout(240_000);
  const root = temporaryFolder();
  const data = path.join(root, 'data');

  before(async () => {
    await writeImages(data, { train: 4, valid: 1, test: 2 });
    fs.writeFileSync(path.join(data, 'train', 'dark', 'broken.png'), 'no image');
    fs.writeFileSync(path.join(data, 'train', 'dark', 'phone.heic'), '\0\0\0\x18ftypheic');
  });

  it('trains, goes on after being killed exactly as if it had not been, and stops at Ctrl-C', async () => {
    const whole = await command({ root, data, name: 'whole' });
    expect(whole.retrain).to.include({ status: 'finished', dataset: 'data', weights: 'drawn from a seed' });
    expect(whole.retrain.epochs.map(({ trainLosses }) => trainLosses.length)).to.deep.equal([2, 2]);
    expect(whole.retrain.test!.confusion.flat().reduce((a, b) => a + b)).to.equal(4);
    expect(whole.stderr).to.match(
      /2 images cannot be read and are left out:\n.*broken\.png.*\n.*phone\.heic is an HEIF/,
    );
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
    const [strange, empty, single, five] = ['strange', 'empty', 'single', 'five'].map((name) =>
      path.join(root, name),
    );
    await writeImages(strange!, { train: 1, valid: 1, test: 0 });
    await writeImages(strange!, { train: 0, valid: 1, test: 0 }, ['stripes']);
    fs.mkdirSync(empty!);
    await writeImages(single!, { train: 1, valid: 1, test: 0 });
    await writeImages(five!, { train: 2, valid: 1, test: 0 });
    fs.copyFileSync(path.join(five!, 'train/dark/0.png'), path.join(five!, 'train/dark/2.png'));
    const messageOf = async (folder: string) =>
      (await command({ root, data: folder, name: 'wrong' })).retrain.message;
    expect(await messageOf(strange!)).to.match(/labels that the training set lacks: stripes/);
    expect(await messageOf(empty!)).to.equal(
      `There is no image that can be read in ${empty}/train/<class>/. ` +
        `Expected are the folders train, valid and perhaps test in ${empty}, with a folder for each class in each.`,
    );
    writeTree(empty!, { 'train/dark/broken.png': 'no image' });
    expect(await messageOf(empty!)).to.match(
      /^There is no image .*1 cannot be read, such as: .*train\/dark\/broken\.png.*Expected are/,
    );
    await writeImages(empty!, { train: 1, valid: 0, test: 0 });
    expect(await messageOf(empty!)).to.match(/^There is no image that can be read in .*\/valid\/<class>/);
    expect(await messageOf(single!)).to.equal(null);
    expect(await messageOf(five!)).to.match(
      /^The last batch of 5 training images has one image.*RETRAIN_BATCH/,
    );
  });
});

describe('RETRAIN_WEIGHTS', function () {
  this.timeout(120_000);
  const root = temporaryFolder();
  const data = path.join(root, 'data');
  const files = path.join(COURSE, 'fixtures/toolkit/inputs/pth/2.15');
  before(() => writeImages(data, { train: 2, valid: 1, test: 0 }));

  const train = (weights: string) =>
    command({ root, data, name: 'with', settings: { RETRAIN_WEIGHTS: weights, RETRAIN_EPOCHS: '0' } });

  it('goes on from the weights of an earlier training, which knew two classes', async () => {
    await train('seeded');
    const earlier = path.join(root, 'earlier.safetensors');
    fs.renameSync(path.join(root, 'with/weights.safetensors'), earlier);
    const { retrain } = await train(earlier);
    expect(retrain).to.include({ status: 'finished', weights: 'earlier.safetensors' });
  });

  for (const [file, wanted] of [
    [
      'tutorial.pth',
      /\/tutorial\.pth: The state dict does not fit ResNet18.*missing from.*conv1\.weight, .*Name a/s,
    ],
    ['two-networks.pth', /\/two-networks\.pth: .*several, generator, discriminator.*as FILE#generator\.$/],
    ['two-networks.pth#discriminator', /\/two-networks\.pth: The state dict does not fit ResNet18/],
    ['complex.pth', /\/complex\.pth: refused: tensor rotation is complex64/],
  ] as const) {
    it(`says of ${file} what to do, and blames no line of the submission`, async () => {
      const { retrain } = await train(path.join(files, file));
      expect(retrain.status).to.equal('failed');
      expect(retrain.message).to.match(wanted).and.not.match(/src\//);
    });
  }
});

const TRANSFORM = `import { tuple } from 'boletim/toolkit';
  export async function transform(block: any, item: unknown, labelToTensor: any): Promise<any> {`;
const BATCH = `import { stack, tuple } from 'boletim/toolkit';
  export async function getBatchAt(loader: any, index: number): Promise<any> {
    const pairs = await Promise.all(loader.items.slice(index, index + 4).map((item: any) => loader.transform(item)));`;
const FORWARD = (async = '') => `export ${async} function residualForward(block: any, x: any): any {`;

describe('RETRAIN=1 with a function that is wrong', function () {
  this.timeout(60_000);
  const root = temporaryFolder();
  const data = path.join(root, 'data');
  before(() => writeImages(data, { train: 2, valid: 1, test: 0 }));

  for (const [what, file, code, wanted] of [
    [
      'getBatchAt without return',
      'src/get-batch-at.ts',
      `${BATCH} }`,
      'src/get-batch-at.ts: getBatchAt must return tuple(X, Y), two tensors; it returned undefined, ' +
        'as a function does that ends without return.',
    ],
    [
      'getBatchAt that stacks nothing',
      'src/get-batch-at.ts',
      `${BATCH} return tuple(pairs.map(([x]: any) => x), pairs.map(([, y]: any) => y)); }`,
      'src/get-batch-at.ts: getBatchAt must return tuple(X, Y), two tensors; its first value is a list of 4.',
    ],
    [
      'getBatchAt that stacks promises',
      'src/get-batch-at.ts',
      `${BATCH} return stack(loader.items.map((item: any) => loader.transform(item))); }`,
      /^stack\(\) takes tensors; element 0 is not one: it is a promise: await it \(src\/get-batch-at\.ts:\d+:\d+\)\.$/,
    ],
    [
      'transform without await',
      'src/transform.ts',
      `${TRANSFORM} return block.itemTfms(tuple(block.getX(item), labelToTensor.get(block.getY(item)))); }`,
      'src/transform.ts: transform must return tuple(x, y), two tensors; its first value is a promise: await it.',
    ],
    [
      'transform of a list',
      'src/transform.ts',
      `${TRANSFORM} return block.itemTfms([await block.getX(item), labelToTensor.get(block.getY(item))]); }`,
      'src/transform.ts: transform must return tuple(x, y), two tensors; its first value is of the class PILImage.',
    ],
    [
      'transform that keeps the label',
      'src/transform.ts',
      `${TRANSFORM} return block.itemTfms(tuple(await block.getX(item), block.getY(item))); }`,
      /^src\/transform\.ts: transform must return tuple\(x, y\), two tensors; its second value is the text "(dark|bright)"\.$/,
    ],
    [
      'residualForward that is async',
      'src/residual-forward.ts',
      `${FORWARD('async')} return block.bn2.call(block.conv2.call(block.conv1.call(x))); }`,
      'residualForward returned a promise; it must not be async.',
    ],
    [
      'residualForward that disposes x before it adds it',
      'src/residual-forward.ts',
      `${FORWARD()} const y = block.conv2.call(block.conv1.call(x)); x.dispose(); return y.add(x); }`,
      'residualForward disposed x and then used it; leave x as it is, whoever made it frees it.',
    ],
    [
      'getBatchAt for which there is no memory',
      'src/get-batch-at.ts',
      `${BATCH} throw new Error('memory access out of bounds'); }`,
      "A batch of 4 images of 32 × 32 pixels does not fit into the device's memory. " +
        'Run it again with a smaller RETRAIN_BATCH or RETRAIN_SIZE.',
    ],
    [
      'a step for which there is no memory',
      'src/residual-forward.ts',
      `${FORWARD()}
        if (x.shape[0] > 2) throw new Error('out of memory');
        return block.bn2.call(block.conv2.call(block.conv1.call(x)));
      }`,
      "A batch of 4 images does not fit into the device's memory. A step of all layers with 2 of them worked. " +
        'Run it again with RETRAIN_BATCH=2.',
    ],
  ] as const) {
    it(`says what is wrong: ${what}`, async () => {
      const submission = submissionWith(path.join(root, 'submission'), { [file]: code });
      const { retrain } = await command({ root, data, submission, name: 'wrong' });
      expect(retrain.status).to.equal('failed');
      if (typeof wanted === 'string') expect(retrain.message).to.equal(wanted);
      else expect(retrain.message).to.match(wanted);
    });
  }
});
