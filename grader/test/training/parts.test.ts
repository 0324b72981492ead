import { expect } from 'chai';
import type { BatchNews, TestNews } from '../../assignment/retrain-lab';
import { judge } from '../../training/judge';
import { TrainingProgress } from '../../training/progress';
import { Speed, TrainingRecord } from '../../training/record';

const TEST: TestNews = {
  type: 'test',
  loss: 0.5,
  files: ['test/a/1.jpg', 'test/b/2.jpg', 'test/b/3.jpg'],
  targets: Int32Array.of(0, 1, 1),
  probabilities: Float32Array.of(0.75, 0.25, 0.875, 0.125, 0.25, 0.75),
};

describe('the judgement of test images', () => {
  it('counts what is right and puts the worst first', () => {
    const judged = judge(TEST, 2)!;
    expect(judged.accuracy).to.equal(2 / 3);
    expect(judged.confusion).to.deep.equal([
      [1, 0],
      [1, 1],
    ]);
    expect(judged.predictions[0]).to.deep.equal({
      file: 'test/b/2.jpg',
      target: 1,
      predicted: 0,
      targetProbability: 0.125,
      predictedProbability: 0.875,
    });
  });

  it('takes what is not a number for no prediction of the right class', () => {
    const judged = judge({ ...TEST, probabilities: new Float32Array(6).fill(NaN) }, 2)!;
    expect(judged.confusion.flat().reduce((a, b) => a + b)).to.equal(3);
    expect(judged.accuracy).to.equal(0);
  });

  for (const [what, news] of [
    ['a class that there is not', { ...TEST, targets: Int32Array.of(0, 1, 2) }],
    ['a negative class', { ...TEST, targets: Int32Array.of(0, 1, -1) }],
    ['probabilities of another number of classes', { ...TEST, probabilities: new Float32Array(9) }],
  ] as const) {
    it(`refuses ${what}`, () => expect(judge(news, 2)).to.equal(null));
  }
});

describe('the speed of a training', () => {
  it('is measured between batches, and not across the end of an epoch', () => {
    const speed = new Speed();
    speed.take(16, 0);
    expect(speed.overall).to.equal(null);
    speed.take(16, 2000);
    speed.pause();
    speed.take(16, 60_000);
    speed.take(16, 62_000);
    expect(speed.overall).to.equal(8);
    expect(speed.recent).to.equal(8);
  });
});

describe('progress of a training', () => {
  const news: BatchNews = {
    type: 'batch',
    epoch: 1,
    epochs: 2,
    batch: 5,
    batches: 10,
    images: 16,
    loss: 0.51234,
    learningRate: 2.96e-4,
  };

  function linesOf(
    terminal: { isTTY: boolean; columns?: number },
    ...calls: [BatchNews, number][]
  ): string[] {
    const written: string[] = [];
    const progress = new TrainingProgress({ ...terminal, write: (text: string) => written.push(text) });
    const record = new TrainingRecord();
    record.speed.take(16, 0);
    record.speed.take(16, 4000);
    for (const [batch, now] of calls) progress.batch(batch, record, now);
    return written;
  }

  it('is one line that is drawn over, with loss, learning rate, speed and time left', () => {
    expect(linesOf({ isTTY: true, columns: 100 }, [news, 0], [news, 10], [news, 200])).to.deep.equal(
      Array(2).fill('\r\x1b[2Kepoch 1/2, batch 5/10  loss 0.5123  lr 3.0e-4  4.0 images/s  1:00 left'),
    );
  });

  it('foresees that steps take longer after the frozen epoch', () => {
    const [line] = linesOf({ isTTY: true, columns: 100 }, [{ ...news, epoch: 0, epochs: 1 }, 0]);
    // 5 batches of this epoch and 10 of the next, which count three times, at 16 images in 4 seconds.
    expect(line).to.match(/^\r\x1b\[2Kfrozen epoch, batch 5\/10 .* 2:20 left$/);
  });

  it('says nothing that a terminal or a CI service would obey', () => {
    const written: string[] = [];
    const progress = new TrainingProgress({ write: (text: string) => written.push(text) });
    const name = '\x1b]2;mine\x07\x1b[2J\n::error::mine';
    const skipped = { count: 1, examples: [{ file: name, reason: '' }] };
    progress.plan({ type: 'plan', classes: [name], images: { train: 1, valid: 1, test: 1 }, skipped });
    progress.say(`Failed: ${name}`);
    const text = written.join('');
    expect(text).to.include('::error::mine');
    expect(text).not.to.match(/[\x1b\x07]|^\s*::/m);
  });

  it('fits the terminal', () => {
    const [line] = linesOf({ isTTY: true, columns: 30 }, [news, 0]);
    expect(line!.replace('\r\x1b[2K', '')).to.have.length(29);
  });

  it('is a line now and then where nothing can be drawn over, and at the end of an epoch', () => {
    const last = { ...news, batch: 10 };
    const lines = linesOf({ isTTY: false }, [news, 0], [news, 1000], [news, 31_000], [last, 32_000]);
    expect(lines).to.have.length(3);
    expect(lines.every((line) => line.endsWith('left\n') && !line.includes('\x1b'))).to.equal(true);
  });
});
