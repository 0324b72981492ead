import { Temporal } from 'temporal-polyfill';

/** A point of time in ISO 8601, UTC. */
export type Instant = string;

/** How an hour on a clock becomes a point of time. */
export interface ClockOptions {
  /** The zone of a text that has none. */
  zone: string;
  /** What an hour means that a change of the clock gives twice, or leaves out: whatever is better for a student. */
  unclear: 'earlier' | 'later';
}

const TEXT =
  /^(\d{4}-\d\d-\d\d)[ T](\d\d?:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)?(?: ?\[([\w/+-]+)\])?$/;

/**
 * Reads `2026-12-04 23:59`, with or without seconds, an offset (`-03:00`, `Z`) or a zone (`[Europe/Lisbon]`).
 * @returns null for everything else, also for a day that does not exist
 */
export function readMoment(text: string, { zone, unclear }: ClockOptions): Instant | null {
  const match = TEXT.exec(text.trim());
  if (!match) return null;
  const [, day, clock, offset, ownZone] = match as unknown as [string, string, string, string?, string?];
  try {
    const plain = Temporal.PlainDateTime.from(`${day}T${clock.padStart(clock.length < 6 ? 5 : 8, '0')}`);
    if (offset === undefined) return atClock(plain, { zone: ownZone ?? zone, unclear });
    return written(Temporal.Instant.from(`${plain}${offsetOf(offset)}`));
  } catch {
    return null;
  }
}

const AFTER = /^\+ ?(\d{1,4}) ?(weeks?|days?|hours?|semanas?|dias?|horas?)$/i;

/** `+ 7 days` after a moment: days and weeks keep the hour on the clock, hours are hours. Null for any other text. */
export function momentAfter(from: Instant, text: string, options: ClockOptions): Instant | null {
  const match = AFTER.exec(text.trim());
  if (!match) return null;
  const [, number, unit] = match as unknown as [string, string, string];
  const start = Temporal.Instant.from(from);
  if (/^ho/i.test(unit)) return written(start.add({ hours: Number(number) }));
  const days = Number(number) * (/^[ws]/i.test(unit) ? 7 : 1);
  return atClock(start.toZonedDateTimeISO(options.zone).toPlainDateTime().add({ days }), options);
}

/** Hours from one moment to another; what is begun of a minute does not count, as platforms export no seconds. */
export function hoursBetween(from: Instant, to: Instant): number {
  const minute = Temporal.Instant.from(to).round({ smallestUnit: 'minute', roundingMode: 'floor' });
  return (minute.epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 3_600_000;
}

/** What a clock in a zone shows, like `2026-12-04 23:59`. */
export function onClock(moment: Instant, zone: string): string {
  const plain = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDateTime();
  return plain.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

function atClock(plain: Temporal.PlainDateTime, { zone, unclear }: ClockOptions): Instant {
  return written(plain.toZonedDateTime(zone, { disambiguation: unclear }).toInstant());
}

function written(instant: Temporal.Instant): Instant {
  return instant.toString({ smallestUnit: 'second' });
}

function offsetOf(text: string): string {
  return text.replace('UTC', 'Z').replace(/(\d\d)(\d\d)$/, '$1:$2');
}
