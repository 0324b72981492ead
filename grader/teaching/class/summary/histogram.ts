import { markup, type Markup } from '@boletim/grader/html';
import type { SummaryStrings } from './i18n';
import type { Bin } from './statistics';

export interface Histogram {
  /** Names the chart in the page; unique. */
  id: string;
  title: string;
  bins: readonly Bin[];
  /** How a border is written below the axis. */
  format: (value: number) => string;
  /** Under each bar its own value, not its borders: for whole numbers. */
  discrete?: boolean;
}

const WIDTH = 360;
const HEIGHT = 180;
const MARGIN = { left: 8, right: 8, top: 22, bottom: 24 };

/** Students as bars with their counts written on them. Who cannot see it hears each bar that is not empty. */
export function histogram(chart: Histogram, strings: SummaryStrings): Markup {
  const highest = Math.max(1, ...chart.bins.map(({ count }) => count));
  const slot = (WIDTH - MARGIN.left - MARGIN.right) / chart.bins.length;
  return markup`<figure class="chart">
    <figcaption><h3>${chart.title}</h3></figcaption>
    <svg role="img" aria-labelledby="${chart.id}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
      <title id="${chart.id}">${describe(chart, strings)}</title>
      <path class="grid" d="M${MARGIN.left} ${HEIGHT - MARGIN.bottom}H${WIDTH - MARGIN.right}"></path>
      ${chart.bins.map((bin, at) => bar(bin, { x: MARGIN.left + at * slot, slot, highest }))}
      ${labels(chart, slot)}
    </svg>
  </figure>`;
}

function bar(
  { count }: Bin,
  { x, slot, highest }: { x: number; slot: number; highest: number },
): Markup | null {
  if (count === 0) return null;
  const height = ((HEIGHT - MARGIN.top - MARGIN.bottom) * count) / highest;
  const top = HEIGHT - MARGIN.bottom - height;
  return markup`<rect class="bar" x="${at(x + 1)}" y="${at(top)}" width="${at(slot - 2)}" height="${at(height)}"></rect>
    <text x="${at(x + slot / 2)}" y="${at(top - 5)}" text-anchor="middle">${count}</text>`;
}

function labels({ bins, format, discrete }: Histogram, slot: number): Markup[] {
  const y = HEIGHT - 7;
  if (discrete) {
    return bins.map(
      ({ from }, index) =>
        markup`<text x="${at(MARGIN.left + (index + 0.5) * slot)}" y="${y}" text-anchor="middle">${format(from)}</text>`,
    );
  }
  const borders = [...bins.map(({ from }) => from), bins.at(-1)?.to ?? 0];
  const last = borders.length - 1;
  return borders.map((border, index) => {
    const anchor = index === 0 ? 'start' : index === last ? 'end' : 'middle';
    return markup`<text x="${at(MARGIN.left + index * slot)}" y="${y}" text-anchor="${anchor}">${format(border)}</text>`;
  });
}

function describe({ title, bins, format, discrete }: Histogram, strings: SummaryStrings): string {
  const parts = bins
    .filter(({ count }) => count > 0)
    .map(({ from, to, count }) => {
      const values = discrete ? format(from) : strings.range(format(from), format(to));
      return `${values}: ${count}`;
    });
  return strings.chart(title, parts.join('; ') || strings.noBars);
}

function at(value: number): number {
  return Number(value.toFixed(1));
}
