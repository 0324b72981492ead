import { formatPercent, formatValue } from '../format';
import type { Strings } from '../i18n';
import type { TensorDifference } from '../../report/report';
import { markup, trusted, type Markup } from '../../html/markup';

/** Steps of colour; step 0 is what does not differ by more than a hundredth of the largest difference. */
const STEPS = 8;
const LONGEST_SIDE = 320;

/**
 * A tensor's difference as a small picture: a cell's colour says how far off it is, the largest difference being
 * the strongest, and a cell that is not a finite number is crossed. The caption says the same in words.
 */
export function heatMap({ grid, largest }: TensorDifference, id: string, strings: Strings): Markup {
  const rows = grid.length;
  const columns = Math.max(0, ...grid.map((row) => row.length));
  if (rows === 0 || columns === 0) return markup``;
  const { width, height } = sizeOf(rows, columns);
  const words = describe(grid, largest, strings);
  return markup`<figure class="heat-map">
    <svg
      role="img"
      aria-labelledby="${id}-map"
      viewBox="0 0 ${columns} ${rows}"
      width="${width}"
      height="${height}"
      preserveAspectRatio="none"
      shape-rendering="crispEdges"
    >
      <title id="${id}-map">${words}</title>
      <rect class="heat-0" width="${columns}" height="${rows}"></rect>
      ${paths(grid, largest)}
    </svg>
    <figcaption>${legend(largest, hasNotFinite(grid), strings)}</figcaption>
  </figure>`;
}

function sizeOf(rows: number, columns: number): { width: number; height: number } {
  const cell = Math.min(16, LONGEST_SIDE / Math.max(rows, columns));
  return { width: Math.max(16, Math.round(columns * cell)), height: Math.max(16, Math.round(rows * cell)) };
}

/** One path a colour keeps 4096 cells small; neighbours in a row that share a colour are one stroke of it. */
function paths(grid: readonly number[][], largest: number): Markup[] {
  const strokes = new Map<string, string>();
  grid.forEach((row, y) => {
    let start = 0;
    row.forEach((value, x) => {
      const className = classOf(value, largest);
      if (x + 1 < row.length && classOf(row[x + 1] ?? 0, largest) === className) return;
      strokes.set(className, `${strokes.get(className) ?? ''}M${start} ${y}h${x + 1 - start}v1H${start}z`);
      start = x + 1;
    });
  });
  strokes.delete('heat-0');
  return [...strokes]
    .sort()
    .map(([className, d]) => markup`<path class="${className}" d="${trusted(d)}"></path>`);
}

function classOf(value: number, largest: number): string {
  if (!Number.isFinite(value)) return 'heat-none';
  if (value <= largest / 100 || !(largest > 0)) return 'heat-0';
  return `heat-${Math.min(STEPS, Math.max(1, Math.ceil((value / largest) * STEPS)))}`;
}

function legend(largest: number, withNotFinite: boolean, strings: Strings): Markup {
  const swatches = Array.from({ length: STEPS + 1 }, (_, step) => step);
  return markup`<span class="legend"><span>0</span>
      <svg aria-hidden="true" width="${swatches.length * 10}" height="10" shape-rendering="crispEdges">
        ${swatches.map((step) => markup`<rect class="heat-${step}" x="${step * 10}" width="10" height="10"></rect>`)}
      </svg>
      <span>${formatValue(largest)}</span></span>
    ${
      withNotFinite &&
      markup`<span class="legend"><svg aria-hidden="true" width="10" height="10">
          <rect class="heat-none" width="10" height="10"></rect>
        </svg>
        <span>${strings.notFinite}</span></span>`
    }`;
}

function hasNotFinite(grid: readonly number[][]): boolean {
  return grid.some((row) => row.some((value) => !Number.isFinite(value)));
}

function describe(grid: readonly number[][], largest: number, strings: Strings): string {
  const cells = grid.flatMap((row, y) => row.map((value, x) => ({ value, x, y })));
  const differing = cells.filter(({ value }) => classOf(value, largest) !== 'heat-0');
  const strong = cells.filter(({ value }) => value > largest / 2 || !Number.isFinite(value));
  return [
    strings.heatMap(grid.length, grid[0]?.length ?? 0),
    strings.heatMapSpread(formatPercent(differing.length / cells.length, strings)),
    strong.length > 0
      ? strings.heatMapWhere(range(strong.map(({ y }) => y)), range(strong.map(({ x }) => x)))
      : '',
  ].join(' ');
}

/** From 1, as people count rows. */
function range(values: readonly number[]): string {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return low === high ? `${low + 1}` : `${low + 1}–${high + 1}`;
}
