import { markup, type Markup } from '@boletim/grader/html';

export interface Scatter {
  /** Names the chart in the page; unique. */
  id: string;
  title: string;
  points: readonly { x: number; y: number }[];
  /** Both axes begin at zero and end here. */
  highX: number;
  highY: number;
  axes: readonly [x: string, y: string];
  format: (value: number) => string;
}

const WIDTH = 360;
const HEIGHT = 180;
const MARGIN = { left: 34, right: 10, top: 16, bottom: 26 };

/** One dot a student, the darker the more lie there. Its title says in words what it shows. */
export function scatter({ id, title, points, highX, highY, axes, format }: Scatter): Markup {
  const right = WIDTH - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const placed = points.map(({ x, y }) => ({
    x: MARGIN.left + (x / highX) * (right - MARGIN.left),
    y: bottom - (y / highY) * (bottom - MARGIN.top),
  }));
  return markup`<figure class="chart">
    <figcaption><h3>${title}</h3></figcaption>
    <svg role="img" aria-labelledby="${id}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
      <title id="${id}">${title}</title>
      <path class="grid" d="M${MARGIN.left} ${MARGIN.top}V${bottom}H${right}"></path>
      ${placed.map(({ x, y }) => markup`<circle class="dot" cx="${at(x)}" cy="${at(y)}" r="4"></circle>`)}
      <text x="${MARGIN.left}" y="${HEIGHT - 8}">0</text>
      <text x="${right}" y="${HEIGHT - 8}" text-anchor="end">${format(highX)} ${axes[0]}</text>
      <text x="${MARGIN.left - 4}" y="${MARGIN.top + 4}" text-anchor="end">${format(highY)}</text>
      <text x="${MARGIN.left + 6}" y="${MARGIN.top + 4}">${axes[1]}</text>
    </svg>
  </figure>`;
}

function at(value: number): number {
  return Number(value.toFixed(1));
}
