import { TITLES, type Discovered } from './downloads';
import type { ClassStrings } from './i18n';
import type { PlannedStudent } from './plan-class';

/** What the submissions were taken for, and from what that was seen. */
export function recognisedAs(
  { platform, because, submissions }: Discovered,
  { recognised }: ClassStrings,
): string {
  const whose = platform === 'plain' ? recognised.plain : recognised.download(TITLES[platform]);
  return recognised.as(submissions.length, whose, because);
}

/** What lies there and is nobody's, and whose it is not sure. */
export function discoveryWarnings(
  { strays, missing }: Discovered,
  plan: readonly PlannedStudent[],
  strings: ClassStrings,
): string[] {
  const doubtful = plan.filter(({ submission, doubts }) => submission && doubts.length > 0);
  return [
    ...strays.map(strings.stray),
    ...missing.map(({ student, problem }) => strings.nothingOf(student.id, problem)),
    ...doubtful.map(({ student, doubts }) => strings.identity.ownRow(student.id, doubts.join('; '))),
  ];
}
