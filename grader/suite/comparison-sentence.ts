import { PlainTensor } from '../wire/plain';
import { render } from './render';

/** What is different about two values, place by place: `flags: expected [false, false], got [true, true]`. */
export function comparisonSentence(expected: unknown, actual: unknown): string {
  const places = differingPlaces(expected, actual);
  const whole = places.length !== 1 && (places.length === 0 || places.length > MAX_PLACES);
  if (whole) return sentence('', expected, actual);
  return places.map((place) => sentence(place.path, place.expected, place.actual)).join('; ');
}

interface Place {
  path: string;
  expected: unknown;
  actual: unknown;
}

const MAX_PLACES = 3;
const MAX_DEPTH = 6;

function sentence(path: string, expected: unknown, actual: unknown): string {
  return `${path ? `${path}: ` : ''}expected ${render(expected)}, got ${render(actual)}`;
}

/** Where two objects differ; lists are shown whole, since what is missing in one moves the rest. */
function differingPlaces(expected: unknown, actual: unknown, path = ''): Place[] {
  const depth = path.split('.').length;
  if (!isRecord(expected) || !isRecord(actual) || depth > MAX_DEPTH) {
    return isSame(expected, actual) ? [] : [{ path, expected, actual }];
  }
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  return keys.flatMap((key) =>
    differingPlaces(expected[key], actual[key], path === '' ? key : `${path}.${key}`),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Only to find what to show: what looks the same is no help. */
function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof PlainTensor && b instanceof PlainTensor) return render(a) === render(b);
  return Object.is(a, b) || render(a) === render(b);
}
