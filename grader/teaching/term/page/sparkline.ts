import { markup, type Markup } from '@boletim/grader/html';

/** One point of the line, in the order of the term. */
export interface SparkPoint {
  /** 0 to 1; null leaves a gap. */
  share: number | null;
  /** Drawn hollow: it does not count. */
  isOff: boolean;
}

const STEP = 22;
const HEIGHT = 30;
const EDGE = 5;

/** A term as a line as small as a word: a dot an assignment, the higher the more of its points. Its title says it in words. */
export function sparkline(
  points: readonly SparkPoint[],
  { id, title }: { id: string; title: string },
): Markup {
  const width = 2 * EDGE + STEP * (points.length - 1);
  const placed = points.map(({ share, isOff }, at) => ({
    x: EDGE + at * STEP,
    y: share === null ? null : round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)),
    isOff,
  }));
  const path = placed.map(({ x, y }, at) => {
    if (y === null) return '';
    return `${at > 0 && placed[at - 1]!.y !== null ? 'L' : 'M'}${x} ${y}`;
  });
  return markup`<svg class="spark" role="img" aria-labelledby="${id}" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}">
    <title id="${id}">${title}</title>
    <path class="grid" d="M0 ${HEIGHT - EDGE}H${width}"></path>
    <path class="line" d="${path.join('')}"></path>
    ${placed.map(({ x, y, isOff }) => y !== null && markup`<circle class="${isOff ? 'off' : 'on'}" cx="${x}" cy="${y}" r="3"></circle>`)}
  </svg>`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
