import type { Instant } from './moments';

/** Who said when something was handed in. */
export const TIME_SOURCES = ['roster', 'worksheet', 'gradescope', 'server', 'commit'] as const;
export type TimeSource = (typeof TIME_SOURCES)[number];

/** When one student had to hand in, and did. */
export interface StudentDates {
  zone: string;
  /** The student's own deadline, extension included. */
  due: Instant;
  /** Later work does not count; null without a cutoff. */
  cutoff: Instant | null;
  /** Null where nobody knows, or nothing was handed in. */
  handedIn: Instant | null;
  timeFrom: TimeSource | null;
  extension: { until: Instant; reason: string } | null;
}
