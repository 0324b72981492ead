import * as tf from '@tensorflow/tfjs-core';

import type { Module, StateDict, TensorData, UnreadTensor } from '../nn';
import { safetensorsPieces } from '../weights';

/** `model.stateDict()` for every device: one that can only be read by waiting (WebGPU) is waited for. */
export async function readStateDict(model: Module): Promise<StateDict> {
  const stored = [...model.parameters(), ...model.buffers()];
  await bringToHost(stored.flatMap((value) => ('value' in value ? [value.value] : [])));
  return model.stateDict();
}

/** The safetensors file of a model's state dict piece by piece, without a copy of everything at once. */
export function stateDictPieces(model: Module): AsyncGenerator<Uint8Array> {
  return safetensorsPieces(model.namedState(), readValue);
}

/** Reads tensors one after the other. Their devices keep what was read, so that it can be read again at once. */
export async function bringToHost(values: unknown[]): Promise<void> {
  // The others are read at once, and would be read twice.
  if (tf.getBackend() !== 'webgpu') return;
  for (const value of values) if (value instanceof tf.Tensor) await value.data();
}

/** Reads one value, on every device. */
export async function readValue(value: UnreadTensor): Promise<TensorData> {
  if ('value' in value) await bringToHost([value.value]);
  return value.read();
}
