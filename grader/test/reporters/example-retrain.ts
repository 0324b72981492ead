import type { EpochReport, RetrainReport } from '../../reporters';

/** A training that looks like one: 24 steps an epoch, the first epoch frozen, one loss lost on the way. */
export function exampleRetrain(): RetrainReport {
  const epochs = Array.from({ length: 6 }, (_, epoch): EpochReport => {
    const trainLosses = Array.from({ length: 24 }, (_, step) => {
      const t = epoch + step / 24;
      return Number((2.2 * Math.exp(-t / 1.6) + 0.09 + 0.06 * Math.sin(step * 2.1 + epoch)).toFixed(4));
    });
    if (epoch === 2) trainLosses[7] = NaN;
    return {
      epoch,
      frozen: epoch === 0,
      trainLosses,
      learningRates: trainLosses.map((_, step) =>
        Number((0.002 * Math.sin((Math.PI * (epoch + step / 24)) / 6)).toFixed(6)),
      ),
      validLoss: Number((1.6 * Math.exp(-epoch / 1.5) + 0.21).toFixed(4)),
      validAccuracy: Number((0.96 - 0.5 * Math.exp(-epoch / 1.2)).toFixed(4)),
      seconds: 41.7 + epoch,
    };
  });
  return {
    status: 'finished',
    message: null,
    device: 'tensorflow',
    dataset: 'pets, 4 classes, 480 photographs',
    weights: 'resnet18, ImageNet-1k',
    classes: ['Abyssinian', 'beagle', 'Persian', 'pug'],
    epochs,
    test: {
      accuracy: 0.9375,
      loss: 0.2312,
      confusion: [
        [28, 0, 2, 0],
        [0, 27, 0, 3],
        [2, 0, 28, 0],
        [0, 1, 0, 29],
      ],
    },
    imagesPerSecond: 118.4,
    durationMs: 263_500,
    artifacts: ['retrain/weights.safetensors', 'retrain/losses.json'],
  };
}
