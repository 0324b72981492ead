import { UsageError } from '@boletim/grader/errors';
import { readMoment, type Instant } from './moments';

/**
 * Reads when something was handed in, as a table says it: `2026-12-04 23:59`, or as Moodle writes it in English and
 * Portuguese, `Friday, 4 December 2026, 11:59 PM`. Null where nothing was handed in (`-`).
 * @param zone of a text without one; of an hour that exists twice the earlier is taken
 * @throws UsageError for what could be read in two ways, such as 04/12/2026, and for what cannot be read
 */
export function readHandIn(text: string, { zone, whose }: { zone: string; whose: string }): Instant | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-') return null;
  const moment =
    readMoment(trimmed, { zone, unclear: 'earlier' }) ?? readMonthName(trimmed, zone) ?? undefined;
  if (moment !== undefined) return moment;
  const problem = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b/.test(trimmed)
    ? 'may be two days, as some write the month first'
    : 'cannot be read';
  throw new UsageError(`The hand-in time of ${whose}, "${trimmed}", ${problem}; write 2026-12-04 23:59.`);
}

/** By their first three letters, in English and Portuguese. */
const MONTHS = [
  ...['jan', 'feb fev', 'mar', 'apr abr', 'may mai', 'jun', 'jul', 'aug ago', 'sep set', 'oct out'],
  ...['nov', 'dec dez'],
];
const WEEKDAY = String.raw`(?:[\p{L}-]{3,13}\.?,? )?`;
const MONTH = String.raw`(?<month>\p{L}{3,9})\.?`;
const ORDERS = [
  String.raw`(?<day>\d{1,2})(?:º|th|st|nd|rd)?(?: de)? ${MONTH}(?: de)?,?`,
  String.raw`${MONTH} (?<day>\d{1,2}),?`,
].map((order) => new RegExp(String.raw`^${WEEKDAY}${order} (?<year>\d{4})$`, 'u'));
const CLOCK =
  /,?(?: às| at| -)? (?<hour>\d{1,2})[:h](?<minute>\d\d)(?::\d\d)?(?: ?(?<half>[AaPp])\.?[Mm]\.?)?$/u;

/** A month that has a name cannot be taken for a day. */
function readMonthName(text: string, zone: string): Instant | null {
  const spaced = text.replace(/[\s\u202f]+/g, ' ');
  const clock = CLOCK.exec(spaced);
  const day = clock && readDay(spaced.slice(0, clock.index));
  const hour = clock && hourOf(Number(clock.groups!.hour), clock.groups!.half);
  if (!day || hour === null) return null;
  return readMoment(`${day} ${two(hour)}:${clock.groups!.minute}`, { zone, unclear: 'earlier' });
}

function readDay(text: string): string | null {
  const [found] = ORDERS.map((order) => order.exec(text)?.groups).filter((groups) => groups !== undefined);
  const { year, month = '', day = '' } = found ?? {};
  const name = month.slice(0, 3).toLowerCase();
  const number = MONTHS.findIndex((names) => names.split(' ').includes(name)) + 1;
  return number === 0 ? null : `${year}-${two(number)}-${two(Number(day))}`;
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
