import { createHash } from 'node:crypto';
import { COURSE } from '../system/paths';
import { PlainReference, PlainTensor } from '../wire/plain';
import type { CallResult, TestEvidence } from './evidence';
import { formOfError } from './error-form';
import { foldSketches, sameSketch, sketchOf, type Sketch } from '../suite/sketch';

/** What a test saw, small enough to keep and to publish: from it the answers cannot be told. */
export interface Observation {
  /** Digest of everything that must be equal: structure, texts, whole numbers, errors. */
  form: string;
  /** Sketches of everything else, in the order of the answers. */
  sketches: Sketch[];
}

/** Observes a test that did not pass; null when nothing of the student's was seen. */
export function observe({ observed, status }: TestEvidence): Observation | null {
  if (!observed) return null;
  const writer = new FormWriter();
  observed.calls.forEach((call) => writer.call(call));
  if (status === 'timed-out' || status === 'crashed') writer.text(status);
  return writer.finish();
}

/** Whether two observations are of the same behaviour. */
export function sameObservation(a: Observation, b: Observation): boolean {
  return (
    a.form === b.form &&
    a.sketches.length === b.sketches.length &&
    a.sketches.every((sketch, index) => sameSketch(sketch, b.sketches[index]!))
  );
}

/** More than this many sketches of one test are folded into one. */
const MAX_SKETCHES = 6;
const MAX_DEPTH = 64;

class FormWriter {
  private readonly hash = createHash('sha256');
  private readonly sketches: Sketch[] = [];

  text(text: string): void {
    // The same wherever the course lies: a path that a student returns or a message names would tell it.
    const placeless = text.replaceAll(COURSE, '');
    this.hash.update(`${placeless.length}:${placeless};`);
  }

  call(call: CallResult): void {
    if ('error' in call) this.text(formOfError(call.error));
    else this.value(call.value, 0);
  }

  finish(): Observation {
    const { sketches } = this;
    return {
      form: this.hash.digest('hex').slice(0, 16),
      sketches: sketches.length > MAX_SKETCHES ? [foldSketches(sketches)] : sketches,
    };
  }

  private value(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH) return this.text('…');
    if (value instanceof PlainTensor) return this.numbers(`${value.dtype} [${value.shape}]`, value.data);
    if (ArrayBuffer.isView(value)) return this.numbers(value.constructor.name, value as Float32Array);
    if (typeof value === 'number') return this.number(value);
    if (typeof value !== 'object' || value === null) return this.text(`${typeof value} ${String(value)}`);
    this.text(kindOf(value));
    for (const item of itemsOf(value)) this.value(item, depth + 1);
    this.text('end');
  }

  private number(value: number): void {
    if (Number.isInteger(value) || !Number.isFinite(value)) return this.text(`number ${value}`);
    this.text('fraction');
    this.sketches.push([Math.abs(value), value]);
  }

  /** Fractions differ in their last digits from device to device, whole numbers do not. */
  private numbers(what: string, data: ArrayLike<number> & ArrayBufferView): void {
    this.text(what);
    const isFloat = data instanceof Float32Array || data instanceof Float64Array;
    if (isFloat) {
      this.text(strangers(data));
      this.sketches.push(sketchOf(data));
    } else this.hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
}

/** How many are no finite numbers. */
function strangers(data: ArrayLike<number>): string {
  let [nan, infinite] = [0, 0];
  for (let index = 0; index < data.length; index += 1) {
    if (Number.isNaN(data[index])) nan += 1;
    else if (!Number.isFinite(data[index])) infinite += 1;
  }
  return `${nan} NaN ${infinite} infinite`;
}

function kindOf(value: object): string {
  if (Array.isArray(value)) return `list ${value.length}`;
  if (value instanceof Map) return `map ${value.size}`;
  if (value instanceof Set) return `set ${value.size}`;
  return value instanceof PlainReference ? 'reference' : 'object';
}

function itemsOf(value: object): Iterable<unknown> {
  if (Array.isArray(value) || value instanceof Set) return value;
  if (value instanceof Map) return [...value].flat();
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
}
