import type { SimpleDataLoaders } from '../data';
import type { Module, StateDict, TensorData, UnreadTensor } from '../nn';
import type { Adam, OneCycleLR } from '../optim';
import { defaultGenerator } from '../random';
import { encodeSafetensors, readSafetensors, safetensorsPieces } from '../weights';
import type { Phase } from './phases';
import { bringToHost, readStateDict, readValue } from './read-state-dict';

/** All that training needs to go on after an epoch as if it had not stopped there. */
export interface Checkpoint {
  /** The epoch that was finished; 0 is the frozen one. */
  epoch: number;
  model: StateDict;
  optimizer: StateDict;
  /** The state of the default generator, from which augmentation draws. */
  generator: Int32Array;
}

/** A training at the end of an epoch. */
interface Training {
  epoch: number;
  model: Module;
  optimizer: Adam;
}

/** Copies the state of a training at the end of an epoch. */
export async function captureCheckpoint({ epoch, model, optimizer }: Training): Promise<Checkpoint> {
  const generator = defaultGenerator().save();
  await bringToHost(optimizer.tensors());
  return { epoch, model: await readStateDict(model), optimizer: optimizer.stateDict(), generator };
}

/**
 * `captureCheckpoint` and `encodeCheckpoint` in one: the file piece by piece, without a copy of everything at once. The
 * training must wait until it is written.
 */
export function checkpointPieces({ epoch, model, optimizer }: Training): AsyncGenerator<Uint8Array> {
  const others = describeOthers({ epoch, generator: defaultGenerator().save() });
  return safetensorsPieces(
    [
      ...withPrefixes<UnreadTensor>({ model: model.namedState(), optimizer: optimizer.namedState() }),
      ...others.map(([name, tensor]): [string, UnreadTensor] => [name, { ...tensor, read: () => tensor }]),
    ],
    readValue,
  );
}

/** Puts model, random draws and the order of the items where they were at the end of the checkpoint's epoch. */
export function restoreTraining<Item>(
  checkpoint: Checkpoint | undefined,
  { model, loaders }: { model: Module; loaders: SimpleDataLoaders<Item> },
): void {
  if (!checkpoint) return;
  model.loadStateDict(checkpoint.model);
  for (let epoch = 0; epoch <= checkpoint.epoch; epoch++) loaders.train.skipPass();
  defaultGenerator().restore(checkpoint.generator);
}

/** Puts optimizer and schedule where they were, if the checkpoint was captured in this phase. */
export function restoreOptimizer(
  checkpoint: Checkpoint | undefined,
  { phase, optimizer, scheduler }: { phase: Phase; optimizer: Adam; scheduler: OneCycleLR },
): void {
  if (!checkpoint || !phase.epochs.includes(checkpoint.epoch)) return;
  const finished = phase.epochs.indexOf(checkpoint.epoch) + 1;
  scheduler.resumeAt((finished * scheduler.totalSteps) / phase.epochs.length);
  optimizer.loadStateDict(checkpoint.optimizer);
}

/** A checkpoint as the bytes of a safetensors file. */
export function encodeCheckpoint({ epoch, model, optimizer, generator }: Checkpoint): Uint8Array {
  const states = withPrefixes({ model: [...model], optimizer: [...optimizer] });
  return encodeSafetensors(new Map([...states, ...describeOthers({ epoch, generator })]));
}

function withPrefixes<T>({ model, optimizer }: Record<'model' | 'optimizer', [string, T][]>): [string, T][] {
  return [
    ...model.map(([name, value]): [string, T] => [`${MODEL}${name}`, value]),
    ...optimizer.map(([name, value]): [string, T] => [`${OPTIMIZER}${name}`, value]),
  ];
}

function describeOthers({
  epoch,
  generator,
}: Pick<Checkpoint, 'epoch' | 'generator'>): [string, TensorData][] {
  return [
    ['generator', { dtype: 'int32', shape: [generator.length], data: generator }],
    ['epoch', { dtype: 'int32', shape: [], data: Int32Array.of(epoch) }],
  ];
}

/**
 * Reads what `encodeCheckpoint` made.
 *
 * @param source a path, or the bytes
 * @throws Error when it is damaged
 */
export function decodeCheckpoint(source: string | Uint8Array): Checkpoint {
  const values = readSafetensors(source);
  const [generator, epoch] = [values.get('generator'), values.get('epoch')];
  if (!(generator?.data instanceof Int32Array) || !epoch)
    throw new Error('This is no checkpoint of a training.');
  return {
    epoch: Number(epoch.data[0]),
    model: withPrefix(values, MODEL),
    optimizer: withPrefix(values, OPTIMIZER),
    generator: generator.data,
  };
}

const MODEL = 'model.';
const OPTIMIZER = 'optimizer.';

function withPrefix(values: StateDict, prefix: string): StateDict {
  const entries = [...values].filter(([name]) => name.startsWith(prefix));
  return new Map(entries.map(([name, value]) => [name.slice(prefix.length), value]));
}
