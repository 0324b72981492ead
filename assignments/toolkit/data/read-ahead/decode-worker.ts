import { parentPort } from 'node:worker_threads';

import { decodeImage } from '../decode-image';
import { resampleBilinear } from '../resample';
import type { DecodeAnswer, DecodeRequest } from './decode-pool';

/** The program of a worker thread: decodes and resizes the images it is asked for, one after the other. */
async function main(): Promise<void> {
  const { default: sharp } = await import('sharp');
  // The threads of the pool are the parallelism; an image is decoded once, so caching it is waste.
  sharp.concurrency(1);
  sharp.cache(false);
  let last: Promise<void> = Promise.resolve();
  parentPort?.on('message', (request: DecodeRequest) => {
    last = last.then(() => answer(request));
  });
}

async function answer({ id, file, height, width }: DecodeRequest): Promise<void> {
  try {
    const pixels = resampleBilinear(await decodeImage(file), width, height);
    // A buffer of its own can move to the other thread without being copied.
    const data = pixels.data.buffer.byteLength === pixels.data.length ? pixels.data : pixels.data.slice();
    send({ id, pixels: { width, height, data } }, [data.buffer as ArrayBuffer]);
  } catch (error) {
    send({ id, error: (error as Error).message });
  }
}

function send(message: DecodeAnswer, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

void main();
