import type { FailedComparison } from '../../suite/failed-comparison';
import { elementwiseRelations } from './elementwise';
import { gridOf, isTelling, sizeOf, type Grid } from './grid';
import { linearRelations } from './linear';
import { orderRelations } from './order';
import { extentRelations } from './extent';
import { plainRelations } from './plain';
import type { Case, Relation } from './relation';

/**
 * How a wrong result relates to the right one, when one thing was done to it that can be told: the axes swapped, all
 * of it scaled, a relu left out. Null when nothing fits, or when too little was compared to prove anything.
 *
 * @param given the arguments of the call whose result was compared: a function may return what it was given
 */
export function findRelation(comparison: FailedComparison, given: unknown): Relation | null {
  const [actual, expected] = [gridOf(comparison.actual), gridOf(comparison.expected)];
  if (!actual || !expected || sizeOf(expected.shape) === 0 || sizeOf(actual.shape) === 0) return null;
  const deadline = performance.now() + MAX_MILLISECONDS;
  const the: Case = { actual, expected, given, near: nearness(comparison) };
  for (const search of [
    plainRelations,
    extentRelations,
    orderRelations,
    linearRelations,
    elementwiseRelations,
  ]) {
    for (const relation of search(the)) {
      if (relation) return relation;
      if (performance.now() > deadline) return null;
    }
    if (!isTelling(expected)) return null;
  }
  return null;
}

const MAX_MILLISECONDS = 300;

/** As close as the test demands; what was computed with once more may be off by the rounding of float32. */
function nearness({ isClose }: FailedComparison): Case['near'] {
  return (a, b) => {
    if (String(a.shape) !== String(b.shape) || !agreeInPlaces(a, b) || !isFinite(a) || !isFinite(b))
      return false;
    return roundsAlike(a, b) || isClose(a, b);
  };
}

/** Whatever was computed from infinities proves nothing. */
function isFinite({ data }: Grid): boolean {
  return (data as Float32Array).every(Number.isFinite);
}

/** A look at a few places spares most comparisons. */
function agreeInPlaces(a: Grid, b: Grid): boolean {
  const step = Math.max(1, Math.floor(a.data.length / 32));
  const scale = largestOf(b, step);
  for (let index = 0; index < a.data.length; index += step)
    if (Math.abs(a.data[index]! - b.data[index]!) > 0.05 * scale) return false;
  return true;
}

function roundsAlike(a: Grid, b: Grid): boolean {
  const allowed = ROUNDING * largestOf(b, 1);
  return (a.data as Float32Array).every((value, index) => Math.abs(value - b.data[index]!) <= allowed);
}

const ROUNDING = 1e-6;

function largestOf({ data }: Grid, step: number): number {
  let largest = 0;
  for (let index = 0; index < data.length; index += step) largest = Math.max(largest, Math.abs(data[index]!));
  return largest;
}
