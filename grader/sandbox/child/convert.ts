import fs from 'node:fs';
import path from 'node:path';
import type { LabDefinition, TensorParts } from '../../assignment/lab';
import { reviveTensors } from '../../wire/json-tensors';
import { LIMITS, PlainReference, PlainTensor } from '../../wire/plain';

type Converters = Pick<LabDefinition<unknown>, 'toPlain' | 'fromPlain' | 'readInput'>;

/** A result of student code with every value that the lab knows turned into a tensor's data. */
export async function toPlain(value: unknown, lab: Converters, depth = 0): Promise<unknown> {
  if (typeof value !== 'object' || value === null || depth > LIMITS.depth) return value;
  const tensor = await lab.toPlain?.(value);
  if (tensor) return new PlainTensor(tensor.dtype, tensor.shape, tensor.data);
  const convert = (item: unknown) => toPlain(item, lab, depth + 1);
  if (Array.isArray(value)) return inOrder(value, convert);
  if (value instanceof Map) {
    return new Map(
      await inOrder([...value], async ([key, item]) => [await convert(key), await convert(item)] as const),
    );
  }
  if (!isPlainObject(value)) return value;
  const entries = await inOrder(
    Object.entries(value),
    async ([key, item]) => [key, await convert(item)] as const,
  );
  return Object.fromEntries(entries);
}

/** An argument of a suite with tensors and input files turned into what the lab works with. */
export function fromPlain(value: unknown, lab: Converters, inputs: string[]): unknown {
  const convert = (item: unknown): unknown => fromPlain(item, lab, inputs);
  if (value instanceof PlainTensor) return lab.fromPlain ? lab.fromPlain(value as TensorParts) : value;
  if (value instanceof PlainReference) return readReference(value, lab, inputs);
  if (Array.isArray(value)) return value.map(convert);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [convert(key), convert(item)]));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item)]));
}

function readReference(reference: PlainReference, lab: Converters, inputs: string[]): unknown {
  const file = inputs
    .map((folder) => path.join(folder, reference.name))
    .find((candidate) => fs.existsSync(candidate));
  if (!file) throw new Error(`the input ${reference.name} is not there`);
  if (reference.as === 'path') return file;
  try {
    if (!file.endsWith('.json')) return lab.readInput?.(file) ?? file;
    return fromPlain(reviveTensors(JSON.parse(fs.readFileSync(file, 'utf8'))), lab, inputs);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the course's input ${reference.name} cannot be read (${reason}); tell your instructor`);
  }
}

/** One after the other: values of one tensor library are not read in parallel. */
async function inOrder<T, R>(items: T[], convert: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await convert(item));
  return results;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
