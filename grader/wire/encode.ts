import { LIMITS, PlainReference, PlainTensor, TYPED_ARRAYS, WireError, type TypedArrayName } from './plain';

// Copies from before student code loads, for the side that shares its process with it.
const { getPrototypeOf, entries: entriesOf, is } = Object;
const { isFinite: isFiniteNumber } = Number;
const { isArray, from: listOf } = Array;
const { isView } = ArrayBuffer;

/** JSON that only uses arrays for tagged values, and the raw bytes they point into. */
export interface Encoded {
  json: unknown;
  blobs: Uint8Array[];
}

/**
 * Turns a value into tagged JSON and raw bytes. Primitives that JSON has stand for themselves; everything else is
 * an array that begins with a tag. Throws a WireError naming the place of what cannot cross.
 */
export function encode(value: unknown): Encoded {
  const encoder = new Encoder();
  const json = encoder.encode(value, '', 0);
  return { json, blobs: encoder.blobs };
}

class Encoder {
  readonly blobs: Uint8Array[] = [];
  private nodes = 0;
  private keys = 0;

  encode(value: unknown, place: string, depth: number): unknown {
    this.nodes += 1;
    if (depth > LIMITS.depth)
      throw new WireError(`${at(place)} is nested more than ${LIMITS.depth} levels deep, or contains itself`);
    if (this.nodes > LIMITS.nodes)
      throw new WireError(`the value has more than ${LIMITS.nodes} parts; return a tensor or a typed array`);
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return isFiniteNumber(value) && !is(value, -0) ? value : ['n', is(value, -0) ? '-0' : String(value)];
      case 'undefined':
        return ['u'];
      case 'bigint':
        return ['i', String(value)];
      case 'object':
        return value === null ? null : this.encodeObject(value, place, depth);
      default:
        throw new WireError(`${at(place)} is a ${typeof value}, which is not data`);
    }
  }

  private encodeObject(value: object, place: string, depth: number): unknown {
    if (value instanceof PlainTensor) return ['t', value.dtype, [...value.shape], this.addBlob(value.data)];
    if (value instanceof PlainReference) return ['r', value.as, value.name];
    const typedArray = typedArrayName(value);
    if (typedArray) return ['b', typedArray, this.addBlob(value as Uint8Array)];
    if (isArray(value)) {
      return ['a', ...listOf(value, (item, index) => this.encode(item, `${place}[${index}]`, depth + 1))];
    }
    if (value instanceof Map) {
      this.countKeys(value.size);
      return ['m', ...this.encodeEntries([...value], place, depth)];
    }
    if (value instanceof Set) {
      this.countKeys(value.size);
      return ['s', ...listOf(value, (item, index) => this.encode(item, `${place}[${index}]`, depth + 1))];
    }
    if (value instanceof Promise) throw new WireError(`${at(place)} is a Promise inside a result; await it`);
    const prototype: unknown = getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null && getPrototypeOf(prototype) !== null) {
      throw new WireError(`${at(place)} is a ${className(value)}, which is not plain data`);
    }
    return ['o', ...this.encodeEntries(entriesOf(value), place, depth)];
  }

  private encodeEntries(entries: [unknown, unknown][], place: string, depth: number): unknown[] {
    return entries.flatMap(([key, item]) => [
      this.encode(key, `${place} key`, depth + 1),
      this.encode(item, `${place}.${placeName(key)}`, depth + 1),
    ]);
  }

  private countKeys(size: number): void {
    this.keys += size;
    if (this.keys > LIMITS.keys)
      throw new WireError(`the value has more than ${LIMITS.keys} entries in Maps and Sets; return lists`);
  }

  private addBlob(data: ArrayBufferView): number {
    this.blobs.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return this.blobs.length - 1;
  }
}

function typedArrayName(value: object): TypedArrayName | undefined {
  if (!isView(value)) return undefined;
  if (Buffer.isBuffer(value)) return 'Uint8Array';
  const name = value.constructor.name;
  return name in TYPED_ARRAYS ? (name as TypedArrayName) : undefined;
}

function className(value: object): string {
  return value.constructor?.name || 'object of an unnamed class';
}

/** How a key stands in a message; an object's own toString is not asked. */
function placeName(key: unknown): string {
  return typeof key === 'object' ? '(key)' : String(key).slice(0, 40);
}

function at(place: string): string {
  return place === '' ? 'the value' : `the value's ${place.replace(/^\./, '')}`;
}
