import type { Diagnosis } from '../report/report';
import type { TestEvidence } from './evidence';
import { groupsOf } from './group-by';
import type { Lang } from './sentences';

/**
 * An error that says what is wrong by itself, and that is behind more than half of the failures: said once, above
 * the tests, instead of under each.
 */
export function byError(failed: readonly TestEvidence[], lang: Lang): Diagnosis | null {
  const telling = failed.filter(
    (test) => test.message !== null && (neverEnds(test) || lastError(test.observed)),
  );
  const [group] = groupsOf(telling, causeOf);
  if (!group || group.length * 2 <= failed.length) return null;
  const { message, location } = group[0]!;
  return {
    mistake: 'error',
    says: message!,
    look: location ? { en: `It is thrown at ${location}.`, 'pt-BR': `Acontece em ${location}.` }[lang] : null,
    how: 'error',
    tests: group.map(({ id }) => id),
  };
}

/** It says how long was waited, and what to look for. */
function neverEnds({ status }: TestEvidence): boolean {
  return status === 'timed-out';
}

/** The same error in tests of other sizes; whatever is used after it was freed, the line that freed it is the cause. */
function causeOf({ message, observed }: TestEvidence): string {
  const last = observed?.calls.at(-1);
  const freed = last && 'error' in last ? FREED.exec(last.error.message.slice(0, 1000)) : null;
  return freed ? freed[0] : message!.replace(/\d[\d, .]*/g, '#');
}

const FREED = /freed by \S+ at line \d+ of \S+?(?=[;.]? )/;

function lastError(observed: TestEvidence['observed']) {
  const last = observed?.calls.at(-1);
  return last && 'error' in last && last.error.kind !== 'file' ? last.error : null;
}
