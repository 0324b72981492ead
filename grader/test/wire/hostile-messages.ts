/** Tagged JSON and blobs that no honest sandbox writes; each must be refused, cheaply. */
export interface HostileMessage {
  name: string;
  json: unknown;
  blobs?: Uint8Array[];
  refused: RegExp;
}

const bytes = (length: number) => new Uint8Array(length);
const nested = (depth: number): unknown => (depth === 0 ? 1 : ['a', nested(depth - 1)]);

export const HOSTILE_MESSAGES: HostileMessage[] = [
  { name: 'a plain object', json: { a: 1 }, refused: /an untagged value/ },
  { name: 'an own __proto__', json: JSON.parse('{"__proto__": {"x": 1}}'), refused: /an untagged value/ },
  { name: 'an empty list', json: [], refused: /an untagged value/ },
  { name: 'a list of numbers', json: [1, 2], refused: /an untagged value/ },
  { name: 'an unknown tag', json: ['function', 'alert(1)'], refused: /unknown tag "function"/ },
  { name: 'a tag that objects inherit', json: ['constructor', 1], refused: /unknown tag "constructor"/ },
  { name: 'the tag __proto__', json: ['__proto__'], refused: /unknown tag "__proto__"/ },
  { name: 'a tag with escapes', json: ['\u001b[2J'], refused: /unknown tag "\\u001b\[2J"/ },
  { name: 'undefined with an extra', json: ['u', 1], refused: /too many or too few parts/ },
  { name: 'a number with an extra', json: ['n', 'NaN', 1], refused: /too many or too few parts/ },
  { name: 'an unknown special number', json: ['n', 'toString'], refused: /special number/ },
  { name: 'a bigint that is code', json: ['i', '1n; x()'], refused: /bigint/ },
  { name: 'an endless bigint', json: ['i', '9'.repeat(100_000)], refused: /bigint/ },
  { name: 'nesting', json: nested(1000), refused: /nested more than/ },
  { name: 'too many values', json: ['a', ...new Array(300_000).fill(0)], refused: /values in one message/ },
  { name: 'a huge Map', json: ['m', ...new Array(100_000).fill(0)], refused: /entries in Maps and Sets/ },
  { name: 'a huge Set', json: ['s', ...new Array(100_000).fill(0)], refused: /entries in Maps and Sets/ },
  {
    name: 'many Sets of keys that collide',
    json: ['a', ...new Array(12).fill(['s', ...collidingKeys(1000)])],
    refused: /entries in Maps and Sets/,
  },
  { name: 'a key without a value', json: ['o', 'a'], refused: /key without a value/ },
  { name: 'a key that is a list', json: ['o', ['a'], 1], refused: /key that is not a string/ },
  {
    name: 'an unknown array type',
    json: ['b', 'SharedArrayBuffer', 0],
    blobs: [bytes(8)],
    refused: /no known type/,
  },
  {
    name: 'an inherited array type',
    json: ['b', 'toString', 0],
    blobs: [bytes(8)],
    refused: /no known type/,
  },
  { name: 'a torn typed array', json: ['b', 'Float64Array', 0], blobs: [bytes(7)], refused: /broken length/ },
  { name: 'bytes that are not there', json: ['b', 'Uint8Array', 1], blobs: [bytes(8)], refused: /not there/ },
  { name: 'bytes at minus one', json: ['b', 'Uint8Array', -1], blobs: [bytes(8)], refused: /not there/ },
  { name: 'bytes at "length"', json: ['b', 'Uint8Array', 'length'], blobs: [bytes(8)], refused: /not there/ },
  {
    name: 'one blob for many values',
    json: ['a', ['b', 'Uint8Array', 0], ['b', 'Uint8Array', 0]],
    blobs: [bytes(8)],
    refused: /same bytes/,
  },
  { name: 'bytes for nobody', json: 1, blobs: [bytes(8)], refused: /no value points to/ },
  { name: 'a tensor of text', json: ['t', 'string', [1], 0], blobs: [bytes(4)], refused: /no known dtype/ },
  {
    name: 'a tensor too large for its data',
    json: ['t', 'float32', [3], 0],
    blobs: [bytes(4)],
    refused: /fill/,
  },
  {
    name: 'a tensor of 2^60 bytes',
    json: ['t', 'bool', [2 ** 30, 2 ** 30], 0],
    blobs: [bytes(4)],
    refused: /shape/,
  },
  {
    name: 'a tensor of no size',
    json: ['t', 'float32', [-1], 0],
    blobs: [bytes(4)],
    refused: /shape is not one/,
  },
  { name: 'a tensor of half an element', json: ['t', 'bool', [0.5], 0], blobs: [bytes(0)], refused: /shape/ },
  {
    name: 'a shape that is text',
    json: ['t', 'bool', '4', 0],
    blobs: [bytes(4)],
    refused: /shape is not one/,
  },
  {
    name: 'a shape of 99 axes',
    json: ['t', 'bool', new Array(99).fill(1), 0],
    blobs: [bytes(1)],
    refused: /shape/,
  },
  {
    name: 'a reference to a file',
    json: ['r', 'input', '../../expected/x.json'],
    refused: /reference to a file/,
  },
];

/** V8 hashes a bigint by its lowest 64 bits. */
function collidingKeys(count: number): [string, string][] {
  return Array.from({ length: count }, (_, i) => ['i', String((BigInt(i + 1) << 64n) + 7n)]);
}
