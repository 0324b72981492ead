/**
 * The one text of a value: JSON without white space, keys in the order of their UTF-16 units, what JSON has no number
 * for as null. Two values that mean the same give the same bytes, wherever they were kept.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isPlainObject(part) ? sorted(part) : part));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whole numbers among the keys come first in any object, whatever is done: none is used as a key here. */
function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
