const CLOCK = /^(\d{4})-(\d\d)-(\d\d)[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?( ?(Z|[+-]\d\d:?\d\d))?$/;
/** Whether a text is a day that exists, with an hour. */
export function isClock(text: string): boolean {
  const [, year, month, day] = CLOCK.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(`${year}-${month}-${day}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** `EST` and `+03:00` have no rules for summer: only names with a place, and UTC, say what a clock shows. */
export function isZone(text: string): boolean {
  if (text !== 'UTC' && !/^[A-Z]\w+\/[\w/+-]+$/i.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

interface Dates {
  timeZone?: string | undefined;
  due?: string | undefined;
  cutoff?: string | undefined;
}

/** What is missing or contradicts itself in an assignment's dates, at which key; null when nothing does. */
export function datesProblem(dates: Dates): { at: keyof Dates; message: string } | null {
  const { timeZone: zone, due, cutoff } = dates;
  const day = cutoff !== undefined && isClock(cutoff) ? cutoff : undefined;
  if (due === undefined && day !== undefined)
    return { at: 'cutoff', message: 'a cutoff at a day needs a deadline before it; write "due:"' };
  if (due === undefined) return null;
  if (zone === undefined)
    return { at: 'due', message: 'say where this hour is meant with "timeZone: America/Sao_Paulo"' };
  if (day === undefined || hasOffset(due) || hasOffset(day) || onClock(day) >= onClock(due)) return null;
  return { at: 'cutoff', message: `the cutoff is before the deadline, ${due}; correct one of them` };
}

function hasOffset(text: string): boolean {
  return /Z$|[+-]\d\d:?\d\d$/.test(text.slice(16));
}

function onClock(text: string): string {
  return text.replace('T', ' ').padEnd(19, ':00');
}
