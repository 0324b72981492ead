import type { Report } from '../report/report';

/**
 * The report itself as JSON, two spaces, one final line break. Nothing is lost: numbers JSON cannot hold become
 * the strings `NaN`, `Infinity`, `-Infinity`, and characters that could command a terminal or reorder a line are
 * written as `\u` escapes, so the file is safe to print.
 */
export function json(report: Report): string {
  const text = JSON.stringify(report, nameNotFinite, 2);
  return `${text.replace(UNSAFE_TO_PRINT, unicodeEscape)}\n`;
}

function nameNotFinite(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** JSON.stringify already escapes what lies below U+0020 and half surrogate pairs. */
const UNSAFE_TO_PRINT = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
