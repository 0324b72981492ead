import { parentPort } from 'node:worker_threads';

import { decodeImage } from '../decode-image';
import { resampleBilinear } from '../resample';
import type { Answer, Job } from './messages';

/** A thread that decodes one image after the other, without any tensor library. */
parentPort!.on('message', (job: Job) => void decode(job));

async function decode(job: Job): Promise<void> {
  try {
    const pixels = await decodeImage(job.file);
    // Checked only: nothing has to travel.
    if (!job.size) return send({ id: job.id, pixels: { width: pixels.width, height: pixels.height } });
    const [height, width] = job.size;
    const resized = resampleBilinear(pixels, width, height);
    send({ id: job.id, pixels: resized }, [resized.data.buffer as ArrayBuffer]);
  } catch (error) {
    send({ id: job.id, problem: error instanceof Error ? error.message : String(error) });
  }
}

function send(answer: Answer, transfer: ArrayBuffer[] = []): void {
  parentPort!.postMessage(answer, transfer);
}
