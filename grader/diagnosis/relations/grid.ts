import { PlainTensor, TENSOR_ARRAYS, type TensorDtype } from '../../wire/plain';

/** Numbers in a shape, whatever they were made of: a tensor, a typed array, or a list of lists. */
export type Grid = PlainTensor;

/** A value as numbers in a shape; null for everything that has none, or too many to look at. */
export function gridOf(value: unknown): Grid | null {
  if (value instanceof PlainTensor) return value.data.length <= MAX_ELEMENTS ? value : null;
  const shape = shapeOf(value);
  if (!shape || sizeOf(shape) > MAX_ELEMENTS) return null;
  const flat = itemsOf(value);
  // Whole numbers keep every digit; fractions are compared as float32 is.
  return flat.every((item) => typeof item === 'number')
    ? new PlainTensor('float32', shape, Float64Array.from(flat) as unknown as Float32Array)
    : null;
}

/** The same numbers after a change of each. */
export function mapGrid(
  { dtype, shape, data }: Grid,
  change: (value: number, index: number) => number,
): Grid {
  return new PlainTensor(
    dtype,
    shape,
    Float64Array.from(data as Float32Array, change) as unknown as Float32Array,
  );
}

/** Numbers rearranged: `from` tells, for each place of the new shape, which old place it takes. */
export function rearrange(
  { dtype, data }: Grid,
  shape: readonly number[],
  from: (at: number[]) => number,
): Grid {
  const moved = new (arrayOf(dtype, data))(sizeOf(shape));
  const at = shape.map(() => 0);
  for (let index = 0; index < moved.length; index += 1) {
    moved[index] = data[from(at)]!;
    advance(at, shape);
  }
  return new PlainTensor(dtype, shape, moved as Float32Array);
}

/** How far apart neighbours along each axis lie in row-major order. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis -= 1)
    strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether there are enough different numbers for an agreement to be no accident. */
export function isTelling({ data }: Grid): boolean {
  const seen = new Set<number>();
  for (let index = 0; index < data.length; index += 1) {
    seen.add(data[index]!);
    if (seen.size >= ENOUGH_VALUES) return true;
  }
  return false;
}

const ENOUGH_VALUES = 3;
const MAX_ELEMENTS = 1_000_000;
const MAX_RANK = 6;

function arrayOf(dtype: TensorDtype, data: Grid['data']) {
  return (data as unknown) instanceof Float64Array ? Float64Array : TENSOR_ARRAYS[dtype];
}

function advance(at: number[], shape: readonly number[]): void {
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    at[axis]! += 1;
    if (at[axis]! < shape[axis]!) return;
    at[axis] = 0;
  }
}

/** The lengths of lists in lists; null when they differ from row to row. */
function shapeOf(value: unknown, depth = 0): number[] | null {
  if (depth > MAX_RANK) return null;
  if (isNumbers(value)) return [value.length];
  if (!Array.isArray(value) || value.length === 0) return null;
  if (value.every((item) => typeof item === 'number')) return [value.length];
  const inner = value.map((item) => shapeOf(item, depth + 1));
  const [first] = inner;
  return first && inner.every((shape) => String(shape) === String(first)) ? [value.length, ...first] : null;
}

function itemsOf(value: unknown): unknown[] {
  if (isNumbers(value)) return Array.from(value);
  return Array.isArray(value) ? value.flatMap(itemsOf) : [value];
}

function isNumbers(value: unknown): value is Float32Array {
  return ArrayBuffer.isView(value) && typeof (value as Float32Array)[0] === 'number';
}
