/** `npm run bench -- training`: the toolkit beside PyTorch on this machine, in the same run, by turns. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import sharp from 'sharp';

import { backendOf, type Device } from '../../device/backends';
import {
  byTurns,
  measurePyTorch,
  measureToolkit,
  median,
  pyTorchVersion,
  spread,
  type Measured,
} from './measure';

const CORES = os.availableParallelism();
const TURNS = 3;
const PHOTO = path.resolve(__dirname, '../../../../fixtures/cnn/inputs/photos/train/cat/chelsea.png');
const PHOTOS = 256;

/** Something measured on both sides; `images` in each round. */
interface Comparison {
  what: string;
  images: number;
  /** As a multiple of PyTorch's images per second. */
  least: number;
  aim: number;
  needs?: Device;
  toolkit(): Measured;
  pytorch(): Measured;
}

async function main(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    await writePhotos(folder);
    print(pyTorchVersion());
    print(line(['what', 'toolkit', 'PyTorch', 'ratio', 'least', 'aim']));
    for (const comparison of comparisons(folder)) print(line(await compare(comparison)));
    print(
      `images per second, medians of rounds in ${TURNS} turns and how far the middle half is apart; ${CORES} threads each; load ${os.loadavg()[0].toFixed(1)}`,
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function comparisons(folder: string): Comparison[] {
  const onFolder = (kept: string) => () => measureToolkit('train-folder', 'tensorflow', CORES, folder, kept);
  const trainStep = (device: Device, rounds: number) => () =>
    measureToolkit('train-step', device, CORES, 16, rounds);
  return [
    {
      what: 'train step, batch 16, tensorflow',
      images: 16,
      least: 0.9,
      aim: 1.2,
      needs: 'tensorflow',
      toolkit: trainStep('tensorflow', 5),
      pytorch: () => measurePyTorch('train-step', CORES, 16, 5),
    },
    {
      what: 'train step, batch 16, wasm',
      images: 16,
      least: 1.2,
      aim: 1.5,
      toolkit: trainStep('wasm', 5),
      pytorch: () => measurePyTorch('train-step', CORES, 16, 5),
    },
    {
      what: 'forward, batch 8, wasm',
      images: 8,
      least: 1.1,
      aim: 1.4,
      toolkit: () => measureToolkit('forward', 'wasm', CORES, 8, 10),
      pytorch: () => measurePyTorch('forward', CORES, 8, 10),
    },
    {
      what: 'training on files (beside: in memory)',
      images: 64,
      least: 0.95,
      aim: 1,
      needs: 'tensorflow',
      toolkit: onFolder('files'),
      pytorch: onFolder('memory'),
    },
    {
      what: 'decode + resize to 192',
      images: PHOTOS,
      least: 1,
      aim: 2,
      toolkit: () => measureToolkit('decode', folder, CORES, 3),
      pytorch: () => measurePyTorch('decode', 1, folder, CORES, 3),
    },
  ];
}

async function compare({ what, images, least, aim, needs, toolkit, pytorch }: Comparison): Promise<string[]> {
  const missing = needs && (await backendOf(needs).probe());
  if (missing && !missing.available) return [what, `left out: ${missing.reason}`];
  const [a, b] = byTurns(toolkit, pytorch, TURNS);
  const ratio =
    typeof a === 'string' || typeof b === 'string' ? '–' : `${(median(b) / median(a)).toFixed(2)}x`;
  const rates = [a, b].map((seconds) => (typeof seconds === 'string' ? seconds : rateOf(seconds, images)));
  return [what, ...rates, ratio, `${least}x`, `${aim}x`];
}

/** Images per second, and how much of that the middle half of the rounds is apart. */
function rateOf(seconds: number[], images: number): string {
  const share = Math.round((spread(seconds) / median(seconds)) * 100);
  return `${(images / median(seconds)).toFixed(1)} ±${share}%`;
}

function line([what, ...cells]: string[]): string {
  return what.padEnd(40) + cells.map((cell) => cell.padStart(13)).join('');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A photograph of the size that the course's pictures have, as often as a pass needs. */
async function writePhotos(folder: string): Promise<void> {
  const jpeg = await sharp(PHOTO).resize(500, 374, { fit: 'fill' }).jpeg({ quality: 90 }).toBuffer();
  for (let i = 0; i < PHOTOS; i++) fs.writeFileSync(path.join(folder, `${i}.jpg`), jpeg);
}

void main();
