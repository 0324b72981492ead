/** One measurement in a process of its own: `task.ts TASK ARGUMENTS…` prints a JSON list of seconds. */
import { availableParallelism } from 'node:os';

import * as tf from '@tensorflow/tfjs-core';

import {
  Adam,
  defaultDevice,
  getImageFiles,
  ImageClassDataBlock,
  ImagePrefetcher,
  IntToFloatTensor,
  manualSeed,
  onDevice,
  relu,
  ResidualBlockBase,
  ResNet18,
  SimpleDataLoader,
  startDevice,
  ToTensor,
  trainStep,
  uniform,
  type Batch,
  type Device,
} from '../../index';
import { getBatchAt, transform } from '../data/reference-student';

const SIDE = 192;
const WARM_UP = 2;

const TASKS: Record<string, (args: string[]) => Promise<number[]>> = {
  async 'train-step'([device, threads, batch, rounds]) {
    await startDevice(device as Device, { threads: Number(threads) });
    const { model, images, targets } = network(Number(batch));
    const optimizer = new Adam(model.train().parameters());
    return timed(() => trainStep(model, [images, targets], optimizer), Number(rounds));
  },

  async forward([device, threads, batch, rounds]) {
    await startDevice(device as Device, { threads: Number(threads) });
    const { model, images } = network(Number(batch));
    model.eval();
    return timed(async () => {
      const y = model.call(images);
      await y.data();
      y.dispose();
    }, Number(rounds));
  },

  'train-folder': trainOnFolder,

  async decode([folder, workers, rounds]) {
    const files = getImageFiles(folder) as string[];
    const images = new ImagePrefetcher({
      size: [SIDE, SIDE],
      ahead: 64,
      workers: { count: Number(workers) },
    });
    const seconds = await timed(async () => {
      images.expect(files);
      for (const file of files) await images.read(file);
    }, Number(rounds));
    await images.close();
    return seconds;
  },
};

/** Two passes over images in files; with `memory`, over the same batches kept in the device's memory. */
async function trainOnFolder([device, threads, folder, kept]: string[]): Promise<number[]> {
  await startDevice(device as Device, { threads: Number(threads) });
  const { loader, close } = folderLoader(folder);
  const model = new ResNet18(ResidualBlock, 2).train();
  const optimizer = new Adam(model.parameters());
  const batches: AsyncIterable<Batch> | Batch[] = kept === 'memory' ? await collect(loader) : loader;
  const seconds = await timed(async () => {
    for await (const batch of batches) {
      await trainStep(model, batch, optimizer);
      if (batches === loader) tf.dispose([...batch]);
    }
  }, 2);
  await close();
  return seconds;
}

function folderLoader(folder: string) {
  const items = (getImageFiles(folder) as string[]).slice(0, 64);
  const images = new ImagePrefetcher({
    size: [SIDE, SIDE],
    ahead: 32,
    workers: { count: availableParallelism() },
  });
  const block = new ImageClassDataBlock<string>({
    getX: (file) => images.read(file),
    getY: (file) => `${items.indexOf(file) % 2}`,
    itemTfms: [new ToTensor()],
    batchTfms: [new IntToFloatTensor()],
    transform,
  });
  const labels = onDevice('cpu', () => new Map([0, 1].map((i) => [`${i}`, tf.tensor1d([1 - i, i])])));
  const loader = new SimpleDataLoader<string>({
    items,
    transform: (item) => block.transform(item, labels),
    batchTfms: block.batchPipeline,
    getBatchAt,
    batchSize: 16,
    device: defaultDevice(),
    onPass: (files) => images.expect(files),
  });
  return { loader, close: () => images.close() };
}

async function collect(loader: SimpleDataLoader<string>): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of loader) batches.push(batch);
  return batches;
}

class ResidualBlock extends ResidualBlockBase {
  forward(x: tf.Tensor4D): tf.Tensor4D {
    const y = this.bn2.call(this.conv2.call(relu(this.bn1.call(this.conv1.call(x)))));
    return relu(tf.add(y, this.downsample.call(x)));
  }
}

function network(batch: number) {
  manualSeed(0);
  const images = tf.tensor4d(uniform(batch * SIDE * SIDE * 3), [batch, SIDE, SIDE, 3]);
  const targets = tf.tensor2d(Array.from({ length: batch }, (_, i) => [i % 2, 1 - (i % 2)]));
  return { model: new ResNet18(ResidualBlock, 2), images, targets };
}

async function timed(work: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const seconds: number[] = [];
  for (let round = 0; round < WARM_UP + rounds; round++) {
    const start = performance.now();
    await work();
    if (round >= WARM_UP) seconds.push((performance.now() - start) / 1000);
  }
  return seconds;
}

const [task, ...args] = process.argv.slice(2);
TASKS[task](args).then(
  (seconds) => process.stdout.write(`${JSON.stringify(seconds)}\n`),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
