import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';

import {
  decodeCheckpoint,
  DivergedError,
  encodeCheckpoint,
  encodeSafetensors,
  fineTune,
  readStateDict,
  startDevice,
  stateDictPieces,
  type Checkpoint,
  type FineTuneBatch,
  type FineTuneEpoch,
  type Module,
} from '../../index';
import { expected } from '../support/expected';
import { freeze, smallTraining } from './small-training';

interface Cycle {
  totalSteps: number;
  maxLr: number;
  /** Learning rate and beta1 of each. */
  batches: [number, number][];
}

describe('fineTune', () => {
  before(() => startDevice('wasm'));

  it('trains one epoch frozen and the others whole, each under its own one-cycle', async () => {
    const { model, loaders } = smallTraining();
    const history = await fineTune(model, loaders, { epochs: 2, freeze });
    expect(history.map(({ epoch, frozen }) => [epoch, frozen])).to.deep.equal([
      [0, true],
      [1, false],
      [2, false],
    ]);
    expect(history.map(({ trainLosses }) => trainLosses.length)).to.deep.equal([3, 3, 3]);
    const cycles = expected<Cycle[]>('optim-one-cycle');
    const frozen = cycles.find((cycle) => cycle.totalSteps === 3 && cycle.maxLr === 3e-3)!;
    history[0].learningRates.forEach((lr, i) => expect(lr).to.be.closeTo(frozen.batches[i][0], 1e-12));
    const whole = [...history[1].learningRates, ...history[2].learningRates];
    expect(Math.max(...whole)).to.be.within(2.7e-4, 3e-4);
    expect(whole.at(-1)).to.be.closeTo(3e-4 / 25 / 1e4, 1e-12);
  });

  it('moves nothing of the frozen part but its running statistics', async () => {
    const { model, loaders } = smallTraining();
    const before = valuesOf(model);
    await fineTune(model, loaders, { epochs: 0, freeze });
    const after = valuesOf(model);
    const moved = [...before.keys()].filter((name) => before.get(name) !== after.get(name));
    expect(moved).to.have.members([
      'bn.running_mean',
      'bn.running_var',
      'bn.num_batches_tracked',
      'fc.weight',
      'fc.bias',
    ]);
  });

  it('has the same losses when it is run again with the same seed, and others with another', async () => {
    const losses: number[][][] = [];
    // One after the other: making a training seeds the generator that the one before draws from.
    for (const seed of [3, 3, 4])
      losses.push((await run(smallTraining(seed))).map(({ trainLosses }) => trainLosses));
    const [first, again, other] = losses;
    expect(again).to.deep.equal(first);
    expect(other).to.not.deep.equal(first);
  });

  for (const last of [0, 1]) {
    it(`goes on after epoch ${last} exactly as if it had not stopped`, async () => {
      const checkpoints: Uint8Array[] = [];
      const whole = smallTraining();
      const history = await run(whole, {
        async onEpoch(_: FineTuneEpoch, capture: () => Promise<Checkpoint>) {
          checkpoints.push(encodeCheckpoint(await capture()));
        },
      });
      const resumed = smallTraining(1);
      const resume = decodeCheckpoint(checkpoints[last]);
      const rest = await run(resumed, { resume });
      expect(withoutTimes(rest)).to.deep.equal(withoutTimes(history.slice(last + 1)));
      expect([...valuesOf(resumed.model)]).to.deep.equal([...valuesOf(whole.model)]);
    });
  }

  it('writes the file of a checkpoint piece by piece as it does at once', async () => {
    const files: Buffer[] = [];
    await run(smallTraining(), {
      async onEpoch(_: FineTuneEpoch, capture: () => Promise<Checkpoint>, pieces: () => Pieces) {
        files.push(Buffer.from(encodeCheckpoint(await capture())), await joined(pieces()));
      },
    });
    expect(files).to.have.length(6);
    for (const i of [0, 2, 4]) expect(files[i].equals(files[i + 1])).to.equal(true);
  });

  it('writes the file of a state dict piece by piece as it does at once', async () => {
    const { model } = smallTraining();
    model.bn.numBatchesTracked.value = 7;
    const whole = Buffer.from(encodeSafetensors(await readStateDict(model)));
    expect((await joined(stateDictPieces(model))).equals(whole)).to.equal(true);
  });

  it('tells of every batch and every epoch in order, and waits for who listens', async () => {
    const { model, loaders } = smallTraining();
    const news: string[] = [];
    await fineTune(model, loaders, {
      epochs: 1,
      freeze,
      async onBatch({ epoch, epochs, batch, batches, images }: FineTuneBatch) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        news.push(`${epoch}/${epochs} ${batch}/${batches} ${images}`);
      },
      onEpoch: ({ epoch }) => void news.push(`end ${epoch}`),
    });
    expect(news).to.deep.equal([
      ...['0/1 1/3 4', '0/1 2/3 4', '0/1 3/3 2', 'end 0'],
      ...['1/1 1/3 4', '1/1 2/3 4', '1/1 3/3 2', 'end 1'],
    ]);
  });

  it('keeps as many tensors from epoch to epoch', async () => {
    const { model, loaders } = smallTraining();
    const counts: number[] = [];
    await fineTune(model, loaders, {
      epochs: 3,
      freeze,
      onEpoch: () => void counts.push(tf.memory().numTensors),
    });
    expect(new Set(counts.slice(1)).size).to.equal(1);
  });

  it('stops at the batch whose loss is not a number, and names it', async () => {
    const { model, loaders } = smallTraining();
    const onBatch = ({ batch }: FineTuneBatch) => {
      if (batch === 2) model.fc.bias!.value.assign(tf.tensor1d([NaN, 0]));
    };
    const error = await fineTune(model, loaders, { epochs: 1, freeze, onBatch }).catch(
      (error: Error) => error,
    );
    expect(error).to.be.instanceOf(DivergedError);
    expect((error as Error).message).to.contain('batch 3 of 3 of epoch 0');
  });

  it('refuses a number of epochs that is none', async () => {
    const { model, loaders } = smallTraining();
    const error = await fineTune(model, loaders, { epochs: 1.5, freeze }).catch((error: Error) => error);
    expect(error).to.be.instanceOf(RangeError);
  });
});

function run(
  { model, loaders }: ReturnType<typeof smallTraining>,
  options: object = {},
): Promise<FineTuneEpoch[]> {
  return fineTune(model, loaders, { epochs: 2, freeze, ...options });
}

type Pieces = AsyncIterable<Uint8Array>;

async function joined(pieces: Pieces): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function valuesOf(model: Module): Map<string, string> {
  return new Map([...model.stateDict()].map(([name, { data }]) => [name, data.join()]));
}

function withoutTimes(history: FineTuneEpoch[]): Omit<FineTuneEpoch, 'seconds'>[] {
  return history.map(({ seconds: _, ...epoch }) => epoch);
}
