import type { Comparison, Prepared } from './compare';
import { RUN } from './fingerprints';

/** How a line of one submission stands to another: not in it, in it like in many others, or in hardly any other. */
export type LineMatch = 'none' | 'common' | 'rare';

/** Code that at most this part of the class has is rare. */
const RARE_SHARE = 0.05;

/** For each file of `one`, what each of its lines has to do with `other`. */
export function matchingLines(
  one: Prepared,
  other: Prepared,
  { frequency, submissions }: Pick<Comparison, 'frequency' | 'submissions'>,
): Map<string, LineMatch[]> {
  const shared = new Set(other.parts.flatMap(({ runs }) => runs.map(({ hash }) => hash)));
  const rareAtMost = Math.max(2, submissions.length * RARE_SHARE);
  return new Map(
    one.parts.map(({ file, tokens, runs }) => {
      const lines = one.files
        .get(file)!
        .split('\n')
        .map((): LineMatch => 'none');
      for (const { hash, at } of runs.filter((run) => shared.has(run.hash))) {
        // What was not kept as a fingerprint says nothing of its own about how many have it.
        const isRare = (frequency.get(hash) ?? Infinity) <= rareAtMost;
        for (let line = tokens[at]!.line; line <= tokens[at + RUN - 1]!.endLine; line += 1)
          if (isRare || lines[line] === 'none') lines[line] = isRare ? 'rare' : 'common';
      }
      return [file, lines] as const;
    }),
  );
}
