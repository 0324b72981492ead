import { TITLES, type Discovered } from './downloads';
import type { PlannedStudent } from './plan-class';

/** What the submissions were taken for, and from what that was seen. */
export function recognisedAs({ platform, because, submissions }: Discovered): string {
  const whose =
    platform === 'plain' ? 'entries that are called like students' : `a download of ${TITLES[platform]}`;
  return `${submissions.length} ${submissions.length === 1 ? 'submission' : 'submissions'}, read as ${whose}: ${because}.`;
}

/** What lies there and is nobody's, and whose it is not sure. */
export function discoveryWarnings(
  { strays, missing }: Discovered,
  plan: readonly PlannedStudent[],
): string[] {
  const doubtful = plan.filter(({ submission, doubts }) => submission && doubts.length > 0);
  return [
    ...strays.map((stray) => `not a submission: ${stray}`),
    ...missing.map(({ student, problem }) => `nothing of ${student.id}: ${problem}`),
    ...doubtful.map(({ student, doubts }) => `a row of its own, ${student.id}: ${doubts.join('; ')}`),
  ];
}
