import { chooseTensors } from '../choose/choose';
import type { OnNotice } from '../notices';
import { PickledStorage, PickledTensor, UnreadTensor } from './pickled-tensor';
import { PickleGlobal, PickleObject, refused, type PickleValue } from './values';

/** The tensors of a network in what a pickle holds. */
export function choosePickled(
  value: PickleValue,
  options: { key?: string | undefined; onNotice: OnNotice },
): Map<string, PickledTensor | UnreadTensor> {
  if (value instanceof PickleObject && value.size === 0) throw refused(value.className ?? value.kind);
  const tensors = chooseTensors(value, { ...options, dimensionsOf, kindOf });
  return tensors as Map<string, PickledTensor | UnreadTensor>;
}

function dimensionsOf(value: PickleValue): number | undefined {
  if (value instanceof PickledTensor) return value.spec.size.length;
  return value instanceof UnreadTensor ? 1 : undefined;
}

function kindOf(value: PickleValue): string {
  if (dimensionsOf(value) !== undefined) return 'a tensor';
  if (value instanceof PickleObject) return value.kind;
  if (value instanceof PickleGlobal) return `the name ${value.name}`;
  if (value instanceof PickledStorage) return 'a storage';
  if (value instanceof Map) return value.size === 0 ? 'an empty dictionary' : 'a dictionary';
  if (Array.isArray(value)) return 'a list';
  if (Buffer.isBuffer(value)) return 'bytes';
  if (value === undefined || value === null) return 'nothing';
  return `a ${KINDS[typeof value] ?? typeof value}`;
}

const KINDS: Partial<Record<string, string>> = { string: 'text', bigint: 'number' };
