import { expect } from 'chai';
import { retrainLines } from '../../reporters/console/retrain';
import { exampleRetrain } from './example-retrain';

describe('a training on a terminal', () => {
  it('is what it trained on, how well, what was confused and what was written', () => {
    const lines = retrainLines({
      ...exampleRetrain(),
      classes: ['cat', 'dog'],
      test: {
        accuracy: 0.75,
        loss: 0.5,
        confusion: [
          [3, 1],
          [0, 12],
        ],
      },
      artifacts: ['retrain/history.csv', 'retrain/curves.png'],
    });
    expect(lines).to.deep.equal([
      'Training finished  pets, 4 classes, 480 photographs · weights resnet18, ImageNet-1k · tensorflow',
      '  test accuracy 75.0 %, loss 0.5000',
      '  is \\ said  cat  dog',
      '  cat          3    1',
      '  dog          0   12',
      '  written: retrain/history.csv, retrain/curves.png',
    ]);
  });

  it('says why it was stopped, and nothing of a test that was not made', () => {
    const stopped = {
      ...exampleRetrain(),
      status: 'stopped' as const,
      message: 'Stopped.',
      test: null,
      artifacts: [],
    };
    expect(retrainLines(stopped).slice(1)).to.deep.equal(['  Stopped.']);
  });

  it('takes the tricks out of names', () => {
    const lines = retrainLines({
      ...exampleRetrain(),
      dataset: 'a\x1b[31mb\nc',
      classes: ['\x1b[2J', 'd', 'e', 'f'],
    });
    expect(lines.join('\n')).to.not.contain('\x1b');
  });
});
