import { PlainTensor, TENSOR_ARRAYS, type Plain } from '@boletim/grader/wire';

/** Where in an answer something stands: keys of objects and Maps, places in arrays. Empty for the answer itself. */
export type Place = readonly Plain[];

/** How far into an answer suites are expected to look, and at how many items beside each other. */
const LOOK = { depth: 3, items: 8 };

/** The places of an answer: itself, and what lies inside of it. */
export function placesOf(answer: Plain, place: Place = []): Place[] {
  if (place.length === LOOK.depth) return [place];
  const entries = entriesOf(answer).slice(0, LOOK.items);
  return [place, ...entries.flatMap(([key, item]) => placesOf(item, [...place, key]))];
}

/** What stands at a place. */
export function valueAt(answer: Plain, place: Place): Plain {
  return place.reduce((value, key) => entriesOf(value).find(([name]) => name === key)?.[1], answer);
}

/** The answer with something else at a place. */
export function withValueAt(answer: Plain, [key, ...rest]: Place, value: Plain): Plain {
  if (key === undefined) return value;
  const entries = entriesOf(answer).map(([name, item]): [Plain, Plain] => [
    name,
    name === key ? withValueAt(item, rest, value) : item,
  ]);
  if (Array.isArray(answer)) return entries.map(([, item]) => item);
  return answer instanceof Map ? new Map(entries) : (Object.fromEntries(entries) as Plain);
}

/** What a submission could answer in place of a right value: anything that can cross the wire. */
export function hostileValues(right: Plain): Plain[] {
  const likeIt = right instanceof PlainTensor ? likeTensor(right) : likeList(right);
  return [
    ...[undefined, null, true, NaN, -1.5, 10n, 'text', [], {}, new Map(), new Set<Plain>()],
    ...[[undefined, undefined], { length: 2, dtype: 'float32', shape: [2], data: null }],
    ...[new Float32Array(1), new BigInt64Array(1)],
    ...[tensorOf([], [NaN]), tensorOf([0], []), tensorOf([2, 1], [1, 2])],
    ...likeIt,
  ];
}

function likeTensor({ dtype, shape, data }: PlainTensor): Plain[] {
  const array = TENSOR_ARRAYS[dtype];
  return [
    new PlainTensor(dtype, [data.length], data),
    new PlainTensor(dtype, shape, new array(data.length).fill(NaN)),
    new PlainTensor(dtype === 'int32' ? 'float32' : 'int32', shape, data),
    [...data.subarray(0, 10)],
  ];
}

function likeList(right: Plain): Plain[] {
  return Array.isArray(right) ? [right.slice(1), right.map(() => null), [...right, undefined]] : [];
}

function tensorOf(shape: number[], data: number[]): PlainTensor {
  return new PlainTensor('float32', shape, Float32Array.from(data));
}

function entriesOf(value: Plain): [Plain, Plain][] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  if (value instanceof Map) return [...value];
  const isObject =
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isObject ? Object.entries(value as Record<string, Plain>) : [];
}
