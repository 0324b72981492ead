import type { Diagnosis } from '../report/report';
import type { TestEvidence } from './evidence';
import type { MistakeRecord } from './mistake-schema';
import { observe, sameObservation, type Observation } from './observation';
import type { Lang } from './sentences';

/**
 * The known mistake that behaves like the submission: it gives what most of the failed tests saw, and fails no test
 * that passed. Where two such mistakes explain equally much, neither is named.
 */
export function byBehaviour(
  tests: readonly TestEvidence[],
  records: readonly MistakeRecord[],
  { lang, sameDraws }: { lang: Lang; sameDraws: boolean },
): Diagnosis | null {
  const seen = observations(tests);
  if (seen.size === 0) return null;
  const candidates = records
    .filter((record) => !contradicts(record, tests))
    .map((record) => ({ record, explained: explains(record, seen) }))
    .filter(({ record, explained }) => {
      const others = [...seen.keys()].filter((id) => !explained.includes(id));
      // With other draws a test sees other numbers: that the mistake fails it as well says nothing against it.
      const against = sameDraws ? others : others.filter((id) => !Object.hasOwn(record.tests, id));
      return explained.length > against.length;
    });
  const most = Math.max(...candidates.map(({ explained }) => explained.length));
  const best = candidates.filter(({ explained }) => explained.length === most);
  const [first] = best;
  if (!first || best.some(({ record }) => record.says.en !== first.record.says.en)) return null;
  return named(first.record, first.explained, lang);
}

/**
 * Of two known mistakes in one answer, that which shows more: each gives exactly what some of the failed tests saw, all
 * of them are explained by the two, and neither fails a test that passed.
 */
export function byTwoBehaviours(
  tests: readonly TestEvidence[],
  records: readonly MistakeRecord[],
  lang: Lang,
): Diagnosis | null {
  const seen = observations(tests);
  const candidates = records
    .filter((record) => !contradicts(record, tests))
    .map((record) => ({ record, explained: explains(record, seen) }))
    .filter(({ explained }) => explained.length > 0);
  const isRest = (some: readonly string[], others: readonly string[]) =>
    new Set([...some, ...others]).size === seen.size && !others.every((id) => some.includes(id));
  const first = candidates.filter(({ record, explained }) =>
    candidates.some((other) => other.record.says.en !== record.says.en && isRest(explained, other.explained)),
  );
  const most = Math.max(...first.map(({ explained }) => explained.length));
  // Of two that show equally much, that which shows first.
  const earliest = first
    .filter(({ explained }) => explained.length === most)
    .sort((a, b) => placeOf(a.explained, seen) - placeOf(b.explained, seen));
  const [best] = earliest;
  const rivals = earliest.filter(
    ({ explained }) => placeOf(explained, seen) === placeOf(best!.explained, seen),
  );
  if (!best || rivals.some(({ record }) => record.says.en !== best.record.says.en)) return null;
  return named(best.record, best.explained, lang);
}

function placeOf(explained: readonly string[], seen: ReadonlyMap<string, Observation>): number {
  return [...seen.keys()].findIndex((id) => explained.includes(id));
}

function named({ id, says, look }: MistakeRecord, tests: string[], lang: Lang): Diagnosis {
  return { mistake: id, says: says[lang], look: look[lang], how: 'behaviour', tests };
}

function observations(tests: readonly TestEvidence[]): Map<string, Observation> {
  return new Map(
    tests.flatMap((test) => {
      const observation = observe(test);
      return observation ? [[test.id, observation] as const] : [];
    }),
  );
}

/** It fails a test that the submission passes. */
function contradicts({ tests: known }: MistakeRecord, tests: readonly TestEvidence[]): boolean {
  return tests.some(({ id, status }) => status === 'passed' && Object.hasOwn(known, id));
}

function explains({ tests: known }: MistakeRecord, seen: ReadonlyMap<string, Observation>): string[] {
  return [...seen].flatMap(([id, observation]) => {
    const same = Object.hasOwn(known, id) && sameObservation(known[id]!, observation);
    return same ? [id] : [];
  });
}
