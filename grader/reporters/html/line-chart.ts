import { ticksBetween } from '../../html/ticks';
import { markup, trusted, type Markup } from '../../html/markup';

export interface Series {
  name: string;
  /** Tells the lines apart by more than colour: a thin plain line, or a strong one with a dot at each point. */
  kind: 'thin' | 'dotted';
  points: readonly (readonly [x: number, y: number])[];
}

interface LineChart {
  id: string;
  title: string;
  /** The same in words, for who cannot see it. */
  description: string;
  series: readonly Series[];
  xLabel: string;
  xMax: number;
  /** A part of the x axis to shade, and what it is. */
  shaded: { until: number; label: string } | null;
  formatY: (value: number) => string;
}

const WIDTH = 360;
const HEIGHT = 220;
const MARGIN = { left: 46, right: 12, top: 10, bottom: 36 };

/** A small line chart. Points that are not finite leave a gap; the y axis spans what is finite. */
export function lineChart(chart: LineChart): Markup {
  const scale = scaleOf(chart);
  return markup`<figure class="chart">
    <figcaption>
      <h3>${chart.title}</h3>
      ${legend(chart.series)}
    </figcaption>
    <svg role="img" aria-labelledby="${chart.id}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
      <title id="${chart.id}">${chart.description}</title>
      ${shade(chart, scale)} ${axes(chart, scale)} ${chart.series.map((series) => line(series, scale))}
    </svg>
  </figure>`;
}

interface Scale {
  x: (value: number) => number;
  y: (value: number) => number;
  yTicks: number[];
  xTicks: number[];
}

function scaleOf({ series, xMax }: LineChart): Scale {
  const values = series.flatMap(({ points }) => points.map(([, y]) => y)).filter(Number.isFinite);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const yTicks = values.length > 0 ? ticksBetween(low, high, 4) : [0, 1];
  const [first, last] = [yTicks[0] ?? 0, yTicks.at(-1) ?? 1];
  const plotWidth = WIDTH - MARGIN.left - MARGIN.right;
  const plotHeight = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    x: (value) => MARGIN.left + (plotWidth * value) / Math.max(xMax, 1),
    y: (value) => MARGIN.top + plotHeight * (1 - (value - first) / (last - first)),
    yTicks,
    xTicks: ticksBetween(0, Math.max(xMax, 1), 8).filter((tick) => Number.isInteger(tick) && tick <= xMax),
  };
}

function axes({ formatY, xLabel }: LineChart, { x, y, yTicks, xTicks }: Scale): Markup {
  const bottom = HEIGHT - MARGIN.bottom;
  return markup`${yTicks.map(
    (tick) =>
      markup`<path class="grid" d="M${MARGIN.left} ${at(y(tick))}H${WIDTH - MARGIN.right}"></path>
          <text x="${MARGIN.left - 6}" y="${at(y(tick) + 3.5)}" text-anchor="end">${formatY(tick)}</text>`,
  )}
    ${xTicks.map((tick) => markup`<text x="${at(x(tick))}" y="${bottom + 15}" text-anchor="middle">${tick}</text>`)}
    <text class="axis" x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 4}" text-anchor="middle">${xLabel}</text>`;
}

function shade({ shaded }: LineChart, { x }: Scale): Markup | null {
  if (!shaded) return null;
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  const width = x(shaded.until) - MARGIN.left;
  return markup`<rect
      class="shaded"
      x="${MARGIN.left}"
      y="${MARGIN.top}"
      width="${at(width)}"
      height="${height}"
    ></rect>
    <text class="axis" x="${at(MARGIN.left + width / 2)}" y="${MARGIN.top + 13}" text-anchor="middle">${shaded.label}</text>`;
}

function line({ points, kind }: Series, { x, y }: Scale): Markup {
  let pen = 'M';
  const d = points.map(([px, py]) => {
    if (!Number.isFinite(py)) pen = 'M';
    const step = Number.isFinite(py) ? `${pen}${at(x(px))} ${at(y(py))}` : '';
    if (Number.isFinite(py)) pen = 'L';
    return step;
  });
  const dots = kind === 'dotted' ? points.filter(([, py]) => Number.isFinite(py)) : [];
  return markup`<path class="line line-${kind}" d="${trusted(d.join(''))}"></path>
    ${dots.map(([px, py]) => markup`<circle class="dot" cx="${at(x(px))}" cy="${at(y(py))}" r="3"></circle>`)}`;
}

function legend(series: readonly Series[]): Markup | null {
  if (series.length < 2) return null;
  return markup`<p class="legend">
    ${series.map(
      ({ name, kind }) =>
        markup`<span><svg aria-hidden="true" width="24" height="10">
            <path class="line line-${kind}" d="M1 5h22"></path>
            ${kind === 'dotted' && markup`<circle class="dot" cx="12" cy="5" r="3"></circle>`}
          </svg>
          ${name}</span>`,
    )}
  </p>`;
}

function at(value: number): number {
  return Number(value.toFixed(1));
}
