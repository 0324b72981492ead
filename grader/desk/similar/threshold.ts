import { quantile, upperTail } from './tail';

/** No mark below this score, however unlike the others are. */
const LEAST_SCORE = 0.4;
/** So many pairs of a class may be marked by chance alone: one in thirty classes has one. */
const CHANCE_PAIRS = 0.03;

/**
 * The score that chance reaches less than CHANCE_PAIRS times in the whole class. Scores of strangers, sums of many small
 * coincidences, lie like a normal distribution; it is measured below the ninth tenth, where copies do not reach. Where
 * they do, as a third of the class has one source, they stand apart from all others, and the others are measured alone.
 */
export function thresholdOf(scores: readonly number[]): number {
  if (scores.length === 0) return 1;
  const sorted = Float64Array.from(scores).sort();
  const { below, eta, above } = splitOf(sorted);
  const isRing = eta >= APART && above >= COPIES_ABOVE;
  const strangers = isRing ? sorted.subarray(0, below) : sorted;
  const [middle, high] = [quantile(strangers, 0.5), quantile(strangers, 0.9)];
  const deviation = (high - middle) / upperTail(0.1);
  const reached = middle + upperTail(Math.min(0.1, CHANCE_PAIRS / strangers.length)) * deviation;
  return Math.max(LEAST_SCORE, reached, isRing ? sorted[below]! : 0);
}

/** One crowd is explained by a split to two thirds, scores that are spread evenly to three quarters, rings to 0.89 and more. */
const APART = 0.85;
/** Copies share most of what is rare; two ways to solve a task make two crowds too, but less apart (up to 0.78 in trials). */
const COPIES_ABOVE = 0.5;

/** The split of sorted numbers in two that explains most of their variance (Otsu, 1979), and the mean above it. */
function splitOf(sorted: Float64Array): { below: number; eta: number; above: number } {
  const sum = sorted.reduce((total, score) => total + score, 0);
  const mean = sum / sorted.length;
  const variance = sorted.reduce((total, score) => total + (score - mean) ** 2, 0);
  let best = { below: sorted.length, eta: 0, above: 0 };
  let lower = 0;
  for (let below = 1; below < sorted.length; below += 1) {
    lower += sorted[below - 1]!;
    const [one, other] = [lower / below, (sum - lower) / (sorted.length - below)];
    const explained = ((below * (sorted.length - below)) / sorted.length) * (other - one) ** 2;
    const eta = variance === 0 ? 0 : explained / variance;
    if (eta > best.eta) best = { below, eta, above: other };
  }
  return best;
}
