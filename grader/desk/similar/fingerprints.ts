import type { Token } from './tokens';

/** A run of tokens that stands for the place where it was found. */
export interface Fingerprint {
  hash: number;
  /** Index of its first token. */
  at: number;
}

/** So many tokens make one fingerprint: about a statement. */
export const RUN = 8;
/** Of so many neighbouring ones, the smallest is kept: any common run of RUN + WINDOW - 1 tokens leaves one. */
const WINDOW = 2;

/** Every run of tokens, from the first to the last. */
export function runsOf(tokens: readonly Token[]): Fingerprint[] {
  const runs: Fingerprint[] = [];
  for (let at = 0; at + RUN <= tokens.length; at += 1) runs.push({ hash: hashOf(tokens, at), at });
  return runs;
}

/**
 * Winnowing (Schleimer, Wilkerson and Aiken, 2003): of each window of runs the smallest is kept, the right one of equals,
 * so that two files with a long enough part in common share a fingerprint wherever the part lies.
 */
export function winnow(runs: readonly Fingerprint[]): Fingerprint[] {
  const kept: Fingerprint[] = [];
  for (let end = Math.min(WINDOW, runs.length); end <= runs.length && end > 0; end += 1) {
    const window = runs.slice(Math.max(0, end - WINDOW), end);
    const least = window.reduce((best, run) => (run.hash <= best.hash ? run : best));
    if (kept.at(-1) !== least) kept.push(least);
  }
  return kept;
}

/** 53 bits of two FNV-1a hashes: among the runs of a whole school no two that differ are taken for one. */
function hashOf(tokens: readonly Token[], from: number): number {
  let [high, low] = [0x811c9dc5, 0x01000193];
  for (let at = from; at < from + RUN; at += 1) {
    high = Math.imul(high ^ tokens[at]!.kind, 0x01000193);
    low = Math.imul(low ^ tokens[at]!.kind, 0x85ebca6b) ^ (low >>> 13);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}
