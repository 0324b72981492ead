import { PlainTensor } from '../wire/plain';

const SHOWN_ELEMENTS = 8;
const SHOWN_ITEMS = 12;
const SHOWN_CHARACTERS = 200;

/** A value in one short line, never a wall of numbers. */
export function render(value: unknown): string {
  return shorten(renderPlain(value, 0));
}

/** `float32 [2, 3]: 0.5, 1, -2, …`. */
export function renderTensor(tensor: PlainTensor): string {
  return `${tensor.dtype} [${tensor.shape.join(', ')}]: ${renderElements(tensor.data)}`;
}

function renderElements(data: ArrayLike<number | bigint>): string {
  const shown = Array.from({ length: Math.min(data.length, SHOWN_ELEMENTS) }, (_, index) => {
    const element = data[index]!;
    return typeof element === 'bigint' ? `${element}n` : renderNumber(element);
  });
  return shown.join(', ') + (data.length > SHOWN_ELEMENTS ? ', …' : '');
}

/** Seven significant digits: what float32 holds. */
export function renderNumber(value: number): string {
  return Number.isInteger(value) || !Number.isFinite(value)
    ? String(value)
    : String(Number(value.toPrecision(7)));
}

function renderPlain(value: unknown, depth: number): string {
  if (value instanceof PlainTensor) return renderTensor(value);
  if (ArrayBuffer.isView(value)) return renderTypedArray(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, SHOWN_CHARACTERS));
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > 4) return '…';
  const items = (list: unknown[]) => some(list, (item) => renderPlain(item, depth + 1));
  if (Array.isArray(value)) return `[${items(value)}]`;
  if (value instanceof Set) return `Set {${items([...value])}}`;
  const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  const keyOf = (key: unknown) => (typeof key === 'string' ? key : renderPlain(key, depth + 1));
  const shown = some(entries, ([key, item]) => `${keyOf(key)}: ${renderPlain(item, depth + 1)}`);
  return `${value instanceof Map ? 'Map ' : ''}{${shown}}`;
}

function some<T>(list: T[], show: (item: T) => string): string {
  const shown = list.slice(0, SHOWN_ITEMS).map(show);
  return [...shown, ...(list.length > SHOWN_ITEMS ? [`… ${list.length - SHOWN_ITEMS} more`] : [])].join(', ');
}

function renderTypedArray(value: ArrayBufferView): string {
  const { length } = value as Float32Array;
  return `${value.constructor.name} [${length}]: ${renderElements(value as Float32Array)}`;
}

function shorten(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}
