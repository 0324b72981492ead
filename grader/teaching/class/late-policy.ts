import type { AssignmentSpec } from '@boletim/grader/assignment';
import { stringsOf, type Lang } from '@boletim/grader/reporters';

/** The `late` part of assignment.yaml. */
export type LatePolicySpec = AssignmentSpec['late'];

/** What handing in late costs. */
export interface LateDeduction {
  hours: number;
  /** Part of the earned points that is lost, 0 to 100. */
  percent: number;
  /** In words, like "2 days late: -20 %"; null when it costs nothing. */
  reason: string | null;
}

/**
 * The deduction for a submission `hours` after the deadline. A day counts once it has begun, from the end of the
 * grace time on; the cut-off counts from the deadline; no more than everything is lost.
 */
export function lateDeduction(policy: LatePolicySpec, hours: number, lang: Lang): LateDeduction {
  const { daysLate, afterCutOff } = stringsOf(lang);
  const free: LateDeduction = { hours, percent: 0, reason: null };
  if (hours <= 0) return { ...free, hours: 0 };
  if (policy.cutOffDays !== undefined && hours > policy.cutOffDays * 24) {
    return { hours, percent: 100, reason: afterCutOff(policy.cutOffDays) };
  }
  if (policy.policy === 'none' || hours <= policy.graceHours) return free;
  const days = Math.ceil((hours - policy.graceHours) / 24);
  const percent = Math.min(100, days * policy.percentPerDay);
  return { hours, percent, reason: percent === 0 ? null : daysLate(days, percent) };
}
