import { runsOf, winnow, type Fingerprint } from './fingerprints';
import { groupsOf } from './groups';
import { median } from './tail';
import { thresholdOf } from './threshold';
import { tokensOf, type Token } from './tokens';

/** One submission to compare. */
export interface Source {
  /** How it is called on the pages. */
  name: string;
  /** Its code by path. */
  files: ReadonlyMap<string, string>;
  /** Of an earlier term: it is compared with, but not among its own. */
  earlier: boolean;
}

/** A submission taken apart. */
export interface Prepared extends Source {
  parts: { file: string; tokens: Token[]; runs: Fingerprint[] }[];
  fingerprints: ReadonlySet<number>;
}

/** Two submissions that have rare code in common. */
export interface Pair {
  a: Prepared;
  b: Prepared;
  /** From 0 to 1: the part of the smaller one's rare code that is the other's too. */
  score: number;
  /** How much rare code is shared: a fingerprint that half of all have counts 1, one in a thousand 10. */
  bits: number;
}

export interface Comparison {
  submissions: Prepared[];
  /** By score. Those that chance hardly explains are marked; some below the mark follow. */
  pairs: Pair[];
  /** How many of them, from the first, are marked. */
  marked: number;
  /** The score from which a pair is marked. */
  threshold: number;
  /** Who hangs together by marked pairs. */
  groups: Prepared[][];
  /** How many submissions have a fingerprint. */
  frequency: ReadonlyMap<number, number>;
}

/** So much rare code must be shared at least: what five lines have in common, chance explains. */
const LEAST_BITS = 60;
/** So many pairs below the mark are kept, for a look. */
const BELOW = 10;

/** Compares every submission of a class with every other, and with those of earlier terms. */
export function compareSubmissions(sources: readonly Source[], handout: readonly string[]): Comparison {
  const known = new Set(handout.flatMap((code) => runsOf(tokensOf(code)).map(({ hash }) => hash)));
  const submissions = sources.map((source) => prepare(source, known));
  const frequency = new Map<number, number>();
  for (const { fingerprints } of submissions)
    for (const hash of fingerprints) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  const scored = scorePairs(submissions, frequency);
  const threshold = thresholdOf(scored.map(({ score }) => score));
  const pairs = scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || b.bits - a.bits);
  const isMarked = ({ score, bits }: Pair) => score >= threshold && bits >= LEAST_BITS;
  const marked = pairs.filter(isMarked);
  const below = pairs.filter((pair) => !isMarked(pair) && pair.bits >= LEAST_BITS).slice(0, BELOW);
  return {
    submissions,
    pairs: [...marked, ...below],
    marked: marked.length,
    threshold,
    groups: groupsOf(marked.map(({ a, b }) => [a, b])),
    frequency,
  };
}

function prepare(source: Source, handout: ReadonlySet<number>): Prepared {
  const parts = [...source.files].map(([file, code]) => {
    const tokens = tokensOf(code);
    return { file, tokens, runs: runsOf(tokens).filter(({ hash }) => !handout.has(hash)) };
  });
  const fingerprints = parts.flatMap(({ runs }) => winnow(runs).map(({ hash }) => hash));
  return { ...source, parts, fingerprints: new Set(fingerprints) };
}

/** Goes by fingerprint, not by pair: what one alone has costs nothing, and what all have counts nothing. */
function scorePairs(submissions: readonly Prepared[], frequency: ReadonlyMap<number, number>): Pair[] {
  const weightOf = (hash: number) => Math.log2(submissions.length / frequency.get(hash)!);
  const count = submissions.length;
  const shared = new Float64Array(count * count);
  for (const [hash, owners] of ownersOf(submissions)) {
    const weight = weightOf(hash);
    for (let first = 0; first < owners.length; first += 1)
      for (let second = first + 1; second < owners.length; second += 1)
        shared[owners[first]! * count + owners[second]!]! += weight;
  }
  const totals = submissions.map(({ fingerprints }) =>
    [...fingerprints].reduce((sum, hash) => sum + weightOf(hash), 0),
  );
  // Who wrote little of an own kind is measured as if it were half of what others wrote.
  const least = median(totals) / 2;
  const pairs: Pair[] = [];
  submissions.forEach((a, at) => {
    submissions.forEach((b, other) => {
      if (other <= at || (a.earlier && b.earlier)) return;
      const bits = shared[at * count + other]!;
      const whole = Math.max(least, Math.min(totals[at]!, totals[other]!));
      pairs.push({ a, b, bits, score: whole === 0 ? 0 : Math.min(1, bits / whole) });
    });
  });
  return pairs;
}

/** Who has a fingerprint, where more than one do and not everybody does. */
function ownersOf(submissions: readonly Prepared[]): [hash: number, owners: number[]][] {
  const owners = new Map<number, number[]>();
  submissions.forEach(({ fingerprints }, at) => {
    for (const hash of fingerprints) {
      const known = owners.get(hash);
      if (known) known.push(at);
      else owners.set(hash, [at]);
    }
  });
  return [...owners].filter(([, list]) => list.length > 1 && list.length < submissions.length);
}
