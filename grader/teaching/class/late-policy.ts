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
 * The deduction for a submission `hours` after the deadline. A day or an hour counts once it has begun, from the end of
 * the grace time on; no more is lost than the policy's maximum.
 */
export function lateDeduction(policy: LatePolicySpec, hours: number, lang: Lang): LateDeduction {
  const { daysLate, hoursLate } = stringsOf(lang);
  const counted = hours - policy.graceHours;
  // 30.1 hours less 6.1 of grace are a little more than a day in binary.
  if (policy.policy === 'none' || counted <= DUST)
    return { hours: Math.max(hours, 0), percent: 0, reason: null };
  const isDaily = policy.policy === 'percent-per-day';
  const units = Math.ceil(counted / (isDaily ? 24 : 1) - DUST);
  const each = isDaily ? policy.percentPerDay : policy.percentPerHour;
  const percent = Math.min(policy.maxPercent, Number((units * each).toFixed(6)));
  const reason = isDaily ? daysLate(units, percent) : hoursLate(units, percent);
  return { hours, percent, reason: percent === 0 ? null : reason };
}

const DUST = 1e-9;
