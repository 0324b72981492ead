import type { Diagnosis } from '../report/report';
import type { TestEvidence } from './evidence';
import type { Finding } from './finding';
import { findingSentence, type Lang } from './sentences';

/** Something in the file that is hardly ever meant: better than nothing where nothing better is known. */
export function byFinding(
  failed: readonly TestEvidence[],
  findings: readonly Finding[],
  lang: Lang,
): Diagnosis | null {
  const [finding] = findings;
  if (!finding) return null;
  const { says, look } = findingSentence(finding, lang);
  return { mistake: finding.name, says, look, how: 'lint', tests: failed.map(({ id }) => id) };
}
