import type { TestNews } from '../assignment/retrain-lab';

/** What the model's probabilities for the test images amount to. */
export interface JudgedTest {
  /** 0 to 1. */
  accuracy: number;
  loss: number;
  /** Rows are the true classes, columns the predicted ones. */
  confusion: number[][];
  /** Every image, the one with the largest loss first. */
  predictions: Prediction[];
}

export interface Prediction {
  /** Relative to the folder of the data. */
  file: string;
  target: number;
  predicted: number;
  /** That the model gave to the true class and to the one it chose. */
  targetProbability: number;
  predictedProbability: number;
}

/** Counts what is right and wrong; null when the numbers do not fit together. */
export function judge({ loss, files, targets, probabilities }: TestNews, classes: number): JudgedTest | null {
  if (probabilities.length !== files.length * classes) return null;
  if (targets.some((target) => target < 0 || target >= classes)) return null;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const predictions = files.map((file, i): Prediction => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    const target = targets[i]!;
    const predicted = row.indexOf(row.reduce((a, b) => Math.max(a, b), -Infinity));
    // Where nothing is largest, as among NaN, the model has not said the right class.
    const chosen = predicted >= 0 ? predicted : (target + 1) % classes;
    confusion[target]![chosen]! += 1;
    return {
      file,
      target,
      predicted: chosen,
      targetProbability: row[target]!,
      predictedProbability: row[chosen]!,
    };
  });
  const right = predictions.filter(({ target, predicted }) => target === predicted).length;
  predictions.sort((a, b) => a.targetProbability - b.targetProbability);
  return { accuracy: right / files.length, loss, confusion, predictions };
}
