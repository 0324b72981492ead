/** Below this, differences of points are the dust of binary fractions. */
const DUST = 1e-9;

/** Whether numbers are all the same, and nothing can be said about how they go with others. */
export function isConstant(values: readonly number[]): boolean {
  return values.length === 0 || Math.max(...values) - Math.min(...values) <= DUST;
}

/**
 * Pearson's correlation, from -1 to 1; with an item that is passed or not, that is the point-biserial one. Null where
 * either is the same for everybody, as in a class where everybody got everything: no number describes that.
 */
export function correlationOf(x: readonly number[], y: readonly number[]): number | null {
  if (isConstant(x) || isConstant(y)) return null;
  const [fromMeanX, fromMeanY] = [centred(x), centred(y)];
  const r = dot(fromMeanX, fromMeanY) / Math.sqrt(dot(fromMeanX, fromMeanX) * dot(fromMeanY, fromMeanY));
  return Math.min(1, Math.max(-1, r));
}

/** Spearman's correlation of ranks, in which one student with 200 hours weighs no more than the others. */
export function rankCorrelationOf(x: readonly number[], y: readonly number[]): number | null {
  return isConstant(x) || isConstant(y) ? null : correlationOf(ranksOf(x), ranksOf(y));
}

/**
 * Cronbach's alpha: how far items agree about who is good, 1 at most. Null with fewer than two items or submissions,
 * and where all totals are the same.
 * @param items points by item, then by submission
 */
export function alphaOf(items: readonly (readonly number[])[]): number | null {
  const totals = totalsOf(items);
  if (items.length < 2 || totals.length < 2 || isConstant(totals)) return null;
  const ofItems = items.reduce((sum, points) => sum + varianceOf(points), 0);
  return (items.length / (items.length - 1)) * (1 - ofItems / varianceOf(totals));
}

/** The sum over items of each submission. */
export function totalsOf(items: readonly (readonly number[])[]): number[] {
  return (items[0] ?? []).map((_, at) => items.reduce((sum, points) => sum + points[at]!, 0));
}

function varianceOf(values: readonly number[]): number {
  const fromMean = centred(values);
  return dot(fromMean, fromMean) / (values.length - 1);
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

/** From 1; equal values share the mean of their places. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && order[end]!.value - order[start]!.value <= DUST) end += 1;
    for (const { at } of order.slice(start, end)) ranks[at] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
