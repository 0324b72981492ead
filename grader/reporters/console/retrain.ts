import type { RetrainReport } from '../../report/report';
import { oneLine } from '../../report/text';

/** The result of a training for a terminal: how it ended, the test accuracy and which classes were confused. */
export function retrainLines(retrain: RetrainReport): string[] {
  const { status, message, test, artifacts } = retrain;
  const [dataset, weights, device] = [retrain.dataset, retrain.weights, retrain.device].map((text) =>
    oneLine(text),
  );
  return [
    `Training ${STATUS_WORDS[status]}  ${dataset} · weights ${weights} · ${device}`,
    ...(message === null ? [] : [`  ${oneLine(message, 2000)}`]),
    ...(test ? [`  test accuracy ${(100 * test.accuracy).toFixed(1)} %, loss ${test.loss.toFixed(4)}`] : []),
    ...(test ? confusionLines(test.confusion, retrain.classes) : []),
    ...(artifacts.length > 0 ? [`  written: ${artifacts.map((file) => oneLine(file)).join(', ')}`] : []),
  ];
}

const STATUS_WORDS: Record<RetrainReport['status'], string> = {
  finished: 'finished',
  stopped: 'was stopped',
  failed: 'failed',
  skipped: 'was not run',
};

const MOST_CLASSES = 12;
const MOST_LETTERS = 12;

/** Rows are what the images show, columns what the model said. */
function confusionLines(confusion: readonly (readonly number[])[], classes: readonly string[]): string[] {
  if (classes.length > MOST_CLASSES) return [];
  const names = classes.map((name) => oneLine(name).slice(0, MOST_LETTERS));
  const largest = Math.max(...confusion.flat(), 0);
  const width = Math.max(...names.map(({ length }) => length), String(largest).length);
  const cells = (row: readonly (string | number)[]) =>
    row.map((cell) => String(cell).padStart(width + 2)).join('');
  const title = 'is \\ said';
  const first = Math.max(width, title.length);
  return [
    `  ${title.padEnd(first)}${cells(names)}`,
    ...confusion.map((row, i) => `  ${(names[i] ?? '').padEnd(first)}${cells(row)}`),
  ];
}
