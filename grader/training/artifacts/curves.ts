import type { EpochReport } from '../../report/report';
import type { TrainingRecord } from '../record';
import { drawing, escapeXml, shortNumber } from './drawing';
import { ticksBetween } from '../../html/ticks';

const WIDTH = 760;
const PANEL_HEIGHT = 250;
const MARGIN = { left: 64, right: 16, top: 40, bottom: 36 };

/** Loss and learning rate over the batches of the whole training, one above the other. */
export function curvesSvg(record: TrainingRecord): string {
  const { epochs, batches } = record;
  const lengths = [...epochs.map(({ trainLosses }) => trainLosses.length), batches.length];
  const steps = lengths.reduce((sum, length) => sum + length, 0);
  const losses = [...epochs.flatMap(({ trainLosses }) => trainLosses), ...batches.map(({ loss }) => loss)];
  const rates = [
    ...epochs.flatMap(({ learningRates }) => learningRates),
    ...batches.map(({ learningRate }) => learningRate),
  ];
  const frame = { steps, ends: endsOf(epochs), frozen: frozenSteps(epochs) };
  return drawing({ width: WIDTH, height: 2 * PANEL_HEIGHT }, [
    panel('Loss of each batch (line) and of the validation images (dots)', 0, {
      ...frame,
      line: losses,
      dots: epochs.map(({ validLoss }, i) => [frame.ends[i]!, validLoss]),
    }),
    panel('Learning rate', PANEL_HEIGHT, { ...frame, line: rates, dots: [] }),
  ]);
}

/** After how many batches each epoch ends. */
function endsOf(epochs: readonly EpochReport[]): number[] {
  let end = 0;
  return epochs.map(({ trainLosses }) => (end += trainLosses.length));
}

function frozenSteps(epochs: readonly EpochReport[]): number {
  return epochs.filter(({ frozen }) => frozen).reduce((sum, { trainLosses }) => sum + trainLosses.length, 0);
}

interface Panel {
  steps: number;
  ends: number[];
  /** How many batches belong to frozen epochs; they are shaded. */
  frozen: number;
  line: number[];
  dots: [step: number, value: number][];
}

interface Scale {
  x(step: number): number;
  y(value: number): number;
  ticks: number[];
}

function panel(title: string, top: number, content: Panel): string {
  const scale = scaleOf(content);
  return [
    `<g transform="translate(0 ${top})">`,
    `<text x="${MARGIN.left}" y="22" font-size="14" font-weight="bold">${escapeXml(title)}</text>`,
    shade(content, scale),
    axes(content, scale),
    `<path d="${pathOf(content.line, scale)}" fill="none" stroke="#0969da" stroke-width="1.5"/>`,
    ...content.dots
      .filter(([, value]) => Number.isFinite(value))
      .map(
        ([step, value]) =>
          `<circle cx="${at(scale.x(step))}" cy="${at(scale.y(value))}" r="4" fill="#bc4c00"/>`,
      ),
    '</g>',
  ].join('\n');
}

function scaleOf({ steps, line, dots }: Panel): Scale {
  const values = [...line, ...dots.map(([, value]) => value)].filter(Number.isFinite);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const ticks = values.length > 0 ? ticksBetween(Math.min(low, 0), high, 4) : [0, 1];
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const [plotWidth, plotHeight] = [
    WIDTH - MARGIN.left - MARGIN.right,
    PANEL_HEIGHT - MARGIN.top - MARGIN.bottom,
  ];
  return {
    x: (step) => MARGIN.left + (plotWidth * step) / Math.max(steps, 1),
    y: (value) => MARGIN.top + plotHeight * (1 - (value - first) / (last - first)),
    ticks,
  };
}

function shade({ frozen }: Panel, { x }: Scale): string {
  if (frozen === 0) return '';
  const height = PANEL_HEIGHT - MARGIN.top - MARGIN.bottom;
  const width = x(frozen) - MARGIN.left;
  const middle = at(MARGIN.left + width / 2);
  return (
    `<rect x="${MARGIN.left}" y="${MARGIN.top}" width="${at(width)}" height="${height}" fill="#eef2f6"/>` +
    `<text x="${middle}" y="${MARGIN.top + 14}" text-anchor="middle" fill="#57606a">frozen</text>`
  );
}

function axes({ ends }: Panel, { x, y, ticks }: Scale): string {
  const bottom = PANEL_HEIGHT - MARGIN.bottom;
  const rows = ticks.map(
    (tick) =>
      `<path d="M${MARGIN.left} ${at(y(tick))}H${WIDTH - MARGIN.right}" stroke="#d0d7de"/>` +
      `<text x="${MARGIN.left - 8}" y="${at(y(tick) + 4)}" text-anchor="end">${shortNumber(tick)}</text>`,
  );
  const columns = ends.map(
    (end) => `<text x="${at(x(end))}" y="${bottom + 18}" text-anchor="end">${end} batches</text>`,
  );
  return [...rows, ...thinned(columns)].join('\n');
}

/** As many as have room beside one another. */
function thinned(labels: string[]): string[] {
  const each = Math.ceil(labels.length / 8);
  return labels.filter((_, i) => (labels.length - 1 - i) % each === 0);
}

/** Numbers that are not finite leave a gap. */
function pathOf(values: number[], { x, y }: Scale): string {
  let pen = 'M';
  const points = values.map((value, i) => {
    if (!Number.isFinite(value)) {
      pen = 'M';
      return '';
    }
    const point = `${pen}${at(x(i + 1))} ${at(y(value))}`;
    pen = 'L';
    return point;
  });
  return points.join('');
}

function at(value: number): number {
  return Number(value.toFixed(1));
}
