import { formatDecimal, formatDuration, formatMeasure, formatPercent } from '../format';
import type { EpochReport, RetrainReport } from '../../report/report';
import { oneLine, plainText } from '../../report/text';
import { confusionMatrix } from './confusion';
import { lineChart, type Series } from './line-chart';
import { markup, type Markup } from '../../html/markup';
import { factList, type View } from './view';

/** The full training: how well it ended, its curves, the same numbers as a table, and what was confused. */
export function retrainSection(retrain: RetrainReport, { strings }: View): Markup {
  const { test, classes, epochs } = retrain;
  return markup`<section class="retrain" id="retrain" aria-labelledby="retrain-title">
    <h2 id="retrain-title">${strings.retrain}</h2>
    ${retrain.message !== null && markup`<p class="note" dir="auto">${plainText(retrain.message, 2000)}</p>`}
    ${factList([
      [strings.result, strings.retrainStatus[retrain.status]],
      [strings.testAccuracy, test && formatPercent(test.accuracy, strings)],
      [strings.testLoss, test && formatMeasure(test.loss, strings)],
      [strings.dataset, oneLine(retrain.dataset)],
      [strings.weights, oneLine(retrain.weights)],
      [strings.device, oneLine(retrain.device)],
      [strings.duration, formatDuration(retrain.durationMs, strings)],
      [
        strings.imagesPerSecond,
        retrain.imagesPerSecond === null ? null : formatDecimal(retrain.imagesPerSecond, 1, strings),
      ],
      [
        strings.artifacts,
        retrain.artifacts.length > 0 ? retrain.artifacts.map((name) => oneLine(name)).join(', ') : null,
      ],
    ])}
    ${epochs.length > 0 && markup`${curves(epochs, { strings })}${epochTable(epochs, { strings })}`}
    ${test && confusionMatrix(test.confusion, classes, strings)}
  </section>`;
}

type Words = Pick<View, 'strings'>;

function curves(epochs: readonly EpochReport[], { strings }: Words): Markup {
  const frozen = epochs.filter((epoch) => epoch.frozen).length;
  const shared = {
    xLabel: strings.epochs,
    xMax: epochs.length,
    shaded: frozen > 0 ? { until: frozen, label: strings.frozen } : null,
  };
  const perEpoch = (pick: (epoch: EpochReport) => number): Series['points'] =>
    epochs.map((epoch, index) => [index + 1, pick(epoch)]);
  const loss: Series[] = [
    { name: strings.trainLoss, kind: 'thin', points: perStep(epochs, (epoch) => epoch.trainLosses) },
    { name: strings.validLoss, kind: 'dotted', points: perEpoch((epoch) => epoch.validLoss) },
  ];
  const accuracy: Series[] = [
    { name: strings.accuracy, kind: 'dotted', points: perEpoch((epoch) => epoch.validAccuracy) },
  ];
  const rate: Series[] = [
    { name: strings.learningRate, kind: 'thin', points: perStep(epochs, (epoch) => epoch.learningRates) },
  ];
  const percent = (value: number): string => formatPercent(value, strings);
  const measure = (value: number): string => formatMeasure(value, strings);
  return markup`<div class="charts">
    ${chartOf(strings.loss, loss, { ...shared, id: 'chart-loss', formatY: measure, strings })}
    ${chartOf(strings.accuracy, accuracy, { ...shared, id: 'chart-accuracy', formatY: percent, strings })}
    ${chartOf(strings.learningRate, rate, { ...shared, id: 'chart-rate', formatY: measure, strings })}
  </div>`;
}

interface ChartOptions extends Words {
  id: string;
  xLabel: string;
  xMax: number;
  shaded: { until: number; label: string } | null;
  formatY: (value: number) => string;
}

function chartOf(
  title: string,
  series: readonly Series[],
  { strings, ...options }: ChartOptions,
): Markup | null {
  const filled = series.filter(({ points }) => points.length > 0);
  if (filled.length === 0) return null;
  const ends = filled.map(({ name, points }) =>
    strings.chartEnds(
      name,
      options.formatY(points[0]?.[1] ?? NaN),
      options.formatY(points.at(-1)?.[1] ?? NaN),
    ),
  );
  return lineChart({ ...options, title, series: filled, description: `${title}: ${ends.join('; ')}.` });
}

const MOST_POINTS = 150;

/** The steps of each epoch spread over its part of the axis; a long epoch is averaged down to what can be seen. */
function perStep(
  epochs: readonly EpochReport[],
  pick: (epoch: EpochReport) => readonly number[],
): Series['points'] {
  return epochs.flatMap((epoch, index) => {
    const values = pick(epoch);
    const size = Math.ceil(values.length / MOST_POINTS);
    const buckets = Math.ceil(values.length / Math.max(size, 1));
    return Array.from({ length: buckets }, (_, bucket): [number, number] => {
      const part = values.slice(bucket * size, (bucket + 1) * size);
      const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
      return [index + (bucket + 1) / buckets, mean];
    });
  });
}

function epochTable(epochs: readonly EpochReport[], { strings }: Words): Markup {
  const rows = epochs.map(
    (epoch) =>
      markup`<tr>
        <th scope="row">
          ${epoch.epoch}${epoch.frozen && markup` <span class="max">${strings.frozen}</span>`}
        </th>
        <td class="number">${formatMeasure(epoch.trainLosses.at(-1) ?? NaN, strings)}</td>
        <td class="number">${formatMeasure(epoch.validLoss, strings)}</td>
        <td class="number">${formatPercent(epoch.validAccuracy, strings)}</td>
        <td class="number">${formatDecimal(epoch.seconds, 1, strings)}</td>
      </tr>`,
  );
  const header = [
    strings.epoch,
    `${strings.loss} (${strings.trainLoss})`,
    `${strings.loss} (${strings.validLoss})`,
    strings.accuracy,
    strings.seconds,
  ];
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${strings.epochs}">
    <table class="epochs">
      <thead>
        <tr>
          ${header.map((name, index) => markup`<th scope="col" class="${index > 0 && 'number'}">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
