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
  const { id, says, look } = first.record;
  return { mistake: id, says: says[lang], look: look[lang], how: 'behaviour', tests: first.explained };
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
