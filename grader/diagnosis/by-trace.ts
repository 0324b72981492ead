import { textIn } from '../report/languages';
import type { Diagnosis } from '../report/report';
import type { TestEvidence } from './evidence';
import { sentencesOf, type Lang } from './sentences';

/** Where a computation first went wrong, for a test that followed it. */
export function byTrace(failed: readonly TestEvidence[], lang: Lang): Diagnosis | null {
  const followed = failed.find(({ observed }) => observed?.comparison?.trace);
  if (!followed) return null;
  const { agrees, differs, about } = followed.observed!.comparison!.trace!;
  // Where other tests fail as well, that the very first step differs tells nobody where to look.
  if (agrees === null && failed.length > 1) return null;
  const { trace } = sentencesOf(lang);
  return {
    mistake: `trace-${differs}`,
    says: trace.says(agrees, differs, about === null ? null : textIn(about, lang)),
    look: trace.look(differs),
    how: 'trace',
    tests: [followed.id],
  };
}
