import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { EpochNews } from '../../assignment/retrain-lab';
import { writeArtifacts } from '../../training/artifacts';
import { curvesSvg } from '../../training/artifacts/curves';
import { historyCsv, historyJson } from '../../training/artifacts/history';
import { worstSvg } from '../../training/artifacts/worst';
import { TrainingRecord } from '../../training/record';
import { temporaryFolder } from '../support/folders';

/** Two epochs of two batches, and one batch of a third; a loss got lost on the way. */
function exampleRecord(): TrainingRecord {
  const record = new TrainingRecord();
  const images = { train: 4, valid: 2, test: 2 };
  record.take({ type: 'plan', classes: ['a<b', 'c'], images, skipped: { count: 0, examples: [] } });
  const epoch: EpochNews = {
    type: 'epoch',
    epoch: 0,
    frozen: true,
    trainLosses: [0.5, NaN],
    learningRates: [0.003, 0.001],
    validLoss: 0.4,
    validAccuracy: 0.75,
    seconds: 1,
  };
  record.take(epoch);
  record.take({ ...epoch, epoch: 1, frozen: false, trainLosses: [0.25, 0.125] });
  const batch = { type: 'batch', epoch: 2, epochs: 2, batch: 1, batches: 2, images: 2 } as const;
  record.take({ ...batch, loss: 0.1, learningRate: 0.002 });
  return record;
}

describe('the history of a training', () => {
  it('has a row for each batch, and what an epoch measures in its last', () => {
    expect(historyCsv(exampleRecord()).split('\n')).to.deep.equal([
      'epoch,frozen,batch,loss,learning_rate,valid_loss,valid_accuracy',
      '0,true,1,0.5,0.003,,',
      '0,true,2,NaN,0.001,0.4,0.75',
      '1,false,1,0.25,0.003,,',
      '1,false,2,0.125,0.001,0.4,0.75',
      '2,false,1,0.1,0.002,,',
      '',
    ]);
  });

  it('is JSON with everything that was measured', () => {
    const { epochs, unfinished, classes } = JSON.parse(historyJson(exampleRecord()));
    expect([epochs.length, unfinished.length, classes]).to.deep.equal([2, 1, ['a<b', 'c']]);
    expect(epochs[0].trainLosses).to.deep.equal([0.5, null]);
  });
});

describe('the curves of a training', () => {
  for (const [what, record] of [
    ['epochs and an unfinished one', exampleRecord()],
    ['nothing at all', new TrainingRecord()],
  ] as const) {
    it(`are well-formed and without NaN for ${what}`, () => {
      const svg = curvesSvg(record);
      expect(() => new SaxesParser({ xmlns: true }).write(svg).close()).to.not.throw();
      expect(svg).to.not.match(/NaN|Infinity|undefined/);
    });
  }
});

describe('the sheet of worst predictions', () => {
  const folder = temporaryFolder();
  const data = path.join(folder, 'data');
  const prediction = {
    file: path.join('test', 'c', '1.png'),
    target: 1,
    predicted: 0,
    targetProbability: 0.1,
    predictedProbability: 0.9,
  };

  before(async () => {
    fs.mkdirSync(path.join(data, 'test', 'c'), { recursive: true });
    const image = sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } });
    for (const file of [path.join(data, prediction.file), path.join(folder, 'private.png')])
      await image.clone().png().toFile(file);
  });

  it('shows each image with what it is and what it was taken for', async () => {
    const svg = await worstSvg([prediction], { classes: ['a<b', 'c'], data });
    expect(svg).to.contain('1 of 1 test images are wrong');
    expect(svg).to.contain('a&#60;b 90.0 %').and.to.contain('is c 10.0 %');
    expect(svg).to.contain('data:image/png;base64,');
    expect(() => new SaxesParser({ xmlns: true }).write(svg).close()).to.not.throw();
  });

  for (const file of ['../private.png', path.join(folder, 'private.png'), 'test/c/none.png']) {
    it(`shows nothing for ${path.isAbsolute(file) ? 'an absolute path' : file}`, async () => {
      const svg = await worstSvg([{ ...prediction, file }], { classes: ['a', 'c'], data });
      expect(svg).to.not.contain('base64');
    });
  }

  it('is written as a drawing and as an image, beside the rest', async () => {
    const out = path.join(folder, 'out');
    const record = exampleRecord();
    record.take({
      type: 'test',
      loss: 1,
      files: [prediction.file],
      targets: Int32Array.of(1),
      probabilities: Float32Array.of(0.9, 0.1),
    });
    const artifacts = await writeArtifacts(record, { out, data });
    expect(artifacts.map((file) => path.basename(file))).to.deep.equal([
      'history.json',
      'history.csv',
      'curves.svg',
      'curves.png',
      'worst.svg',
      'worst.png',
    ]);
    const { width, format } = await sharp(path.join(out, 'worst.png')).metadata();
    expect([width, format]).to.deep.equal([1440, 'png']);
  });
});
