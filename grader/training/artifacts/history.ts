import type { TrainingRecord } from '../record';

/** Everything that was measured, by epoch; the batches of an epoch that was not finished, too. */
export function historyJson({ plan, epochs, batches, test }: TrainingRecord): string {
  const unfinished = batches.map(({ epoch, batch, loss, learningRate }) => ({
    epoch,
    batch,
    loss,
    learningRate,
  }));
  const content = {
    classes: plan?.classes ?? [],
    images: plan?.images ?? null,
    skipped: plan?.skipped ?? null,
    epochs,
    unfinished,
    test,
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

/** A row for each batch; what is measured once an epoch stands in the row of its last batch. */
export function historyCsv({ epochs, batches }: TrainingRecord): string {
  const rows = epochs.flatMap(({ epoch, frozen, trainLosses, learningRates, validLoss, validAccuracy }) =>
    trainLosses.map((loss, i) => {
      const isLast = i === trainLosses.length - 1;
      const measured = isLast ? [validLoss, validAccuracy] : ['', ''];
      return [epoch, frozen, i + 1, loss, learningRates[i], ...measured];
    }),
  );
  const unfinished = batches.map(({ epoch, batch, loss, learningRate }) => {
    return [epoch, epoch === 0, batch, loss, learningRate, '', ''];
  });
  return [HEADER, ...rows, ...unfinished].map((row) => `${row.join(',')}\n`).join('');
}

const HEADER = ['epoch', 'frozen', 'batch', 'loss', 'learning_rate', 'valid_loss', 'valid_accuracy'];
