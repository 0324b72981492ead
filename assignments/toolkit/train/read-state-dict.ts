import * as tf from '@tensorflow/tfjs-core';

import type { Module, StateDict } from '../nn';

/** `model.stateDict()` for every device: one that can only be read by waiting (WebGPU) is waited for. */
export async function readStateDict(model: Module): Promise<StateDict> {
  const stored = [...model.parameters(), ...model.buffers()];
  await bringToHost(stored.flatMap((value) => ('value' in value ? [value.value] : [])));
  return model.stateDict();
}

/** Reads tensors one after the other. Their devices keep what was read, so that it can be read again at once. */
export async function bringToHost(values: unknown[]): Promise<void> {
  for (const value of values) if (value instanceof tf.Tensor) await value.data();
}
