import * as tf from '@tensorflow/tfjs-core';

import type { Stored } from './stored';
import { numel, type TensorData } from './tensor-data';

/** A state dict to load from: plain data, or tensors that are arranged as PyTorch arranges them. */
export type Loadable = ReadonlyMap<string, TensorData | tf.Tensor>;

export interface LoadOptions {
  /** Whether every key must match (the default). Shapes must match either way. */
  strict?: boolean;
}

/** The keys that did not match, as PyTorch's `load_state_dict` returns them. */
export interface LoadResult {
  missingKeys: string[];
  unexpectedKeys: string[];
}

/** Checks that a state dict fits `model` and only then copies it. See `Module.loadStateDict`. */
export function loadInto(
  modelName: string,
  model: ReadonlyMap<string, Stored>,
  { stateDict, strict = true }: LoadOptions & { stateDict: Loadable },
): LoadResult {
  const source = asMap(stateDict);
  const missingKeys = [...model.keys()].filter((key) => !source.has(key) && !model.get(key)!.whenMissing);
  const unexpectedKeys = [...source.keys()].filter((key) => !model.has(key));
  const misfits = [...model].flatMap(([key, stored]) => misfit(key, stored, source.get(key)));
  const problems = strict ? [...keyProblems(missingKeys, unexpectedKeys), ...misfits] : misfits;
  if (problems.length > 0) throw new Error(explain(modelName, problems));
  for (const [key, stored] of model) {
    const value = source.get(key) ?? stored.whenMissing;
    if (value) stored.write(value instanceof tf.Tensor ? fromTensor(value) : value);
  }
  return { missingKeys, unexpectedKeys };
}

function asMap(stateDict: Loadable): Loadable {
  if (stateDict instanceof Map) return stateDict;
  throw new TypeError(
    'A state dict is a Map from names to tensors, as readSafetensors and stateDict() return it.',
  );
}

function misfit(key: string, stored: Stored, value: TensorData | tf.Tensor | undefined): string[] {
  if (!value) return [];
  if (String(value.shape) !== String(stored.shape)) {
    return [
      `${key}: the state dict has shape [${value.shape.join(', ')}], the model has [${stored.shape.join(', ')}]`,
    ];
  }
  const length = value instanceof tf.Tensor ? value.size : value.data.length;
  if (length === numel(value.shape)) return [];
  return [
    `${key}: shape [${value.shape.join(', ')}] needs ${numel(value.shape)} elements, the state dict has ${length}`,
  ];
}

function keyProblems(missingKeys: string[], unexpectedKeys: string[]): string[] {
  return [
    ...(missingKeys.length > 0 ? [`missing from the state dict: ${listed(missingKeys)}`] : []),
    ...(unexpectedKeys.length > 0 ? [`not in the model: ${listed(unexpectedKeys)}`] : []),
  ];
}

function explain(modelName: string, problems: string[]): string {
  const shown = problems.slice(0, SHOWN);
  const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more`] : [];
  return [`The state dict does not fit ${modelName}, so nothing was loaded:`, ...shown, ...more].join('\n  ');
}

function listed(keys: string[]): string {
  const more = keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : '';
  return keys.slice(0, SHOWN).join(', ') + more;
}

const SHOWN = 8;

function fromTensor(x: tf.Tensor): TensorData {
  return { dtype: x.dtype as TensorData['dtype'], shape: x.shape, data: x.dataSync() as Float32Array };
}
