import { PlainTensor } from '../sandbox/wire/plain';

const SHOWN_ELEMENTS = 8;
const SHOWN_CHARACTERS = 200;

/** A value in one short line, never a wall of numbers. */
export function render(value: unknown): string {
  if (value instanceof PlainTensor) return renderTensor(value);
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${renderElements(value as Float32Array)}`;
  return shorten(renderPlain(value, 0));
}

/** `float32 [2, 3]: 0.5, 1, -2, …`. */
export function renderTensor(tensor: PlainTensor): string {
  return `${tensor.dtype} [${tensor.shape.join(', ')}]: ${renderElements(tensor.data)}`;
}

function renderElements(data: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(data.length, SHOWN_ELEMENTS) }, (_, index) =>
    renderNumber(data[index]!),
  );
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
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > 4) return '…';
  const items = (list: Iterable<unknown>) =>
    [...list].slice(0, 12).map((item) => renderPlain(item, depth + 1));
  if (Array.isArray(value)) return `[${items(value).join(', ')}]`;
  if (value instanceof Set) return `Set {${items(value).join(', ')}}`;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const shown = entries.slice(0, 12).map(([key, item]) => `${String(key)}: ${renderPlain(item, depth + 1)}`);
  return `{${shown.join(', ')}}`;
}

function shorten(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS - 1)}…` : text;
}
