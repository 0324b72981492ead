import fs from 'node:fs';
import path from 'node:path';
import { missingStore, STORES, type StoreName } from '../../grader/farm/test/support/stores';

/** What `npm run bench -- farm` can be told. */
export const FARM_OPTIONS = {
  submissions: { type: 'string', default: '60' },
  cnn: { type: 'string', default: '8' },
  minutes: { type: 'string', default: '1' },
  rate: { type: 'string' },
  parts: { type: 'string', default: 'throughput,chaos,waiting,memory' },
  stores: { type: 'string', default: 'redis,postgres' },
  keep: { type: 'string' },
} as const;

export interface FarmScale {
  /** Warm-up submissions, and hand-ins of which the server holds results at the end. */
  submissions: number;
  cnn: number;
  /** How long things go wrong, for each class and each way of waiting. */
  minutes: number;
  /** Hand-ins a second; null for a share of what the machine was measured to grade. */
  rate: number | null;
  parts: readonly string[];
  stores: readonly StoreName[];
  /** Holds submissions and this machine's own results, for the next run too; null for a folder that goes away. */
  keep: string | null;
}

export function farmScale(values: { [name in keyof typeof FARM_OPTIONS]?: string | undefined }): FarmScale {
  const { submissions, cnn, minutes } = values;
  return {
    submissions: wholeNumber('--submissions', submissions, 10_000),
    cnn: wholeNumber('--cnn', cnn, 10_000),
    minutes: wholeNumber('--minutes', minutes, 120),
    rate: values.rate === undefined ? null : wholeNumber('--rate', values.rate, 1000),
    parts: (values.parts ?? '').split(','),
    stores: (Object.keys(STORES) as StoreName[]).filter(
      (name) => (values.stores ?? '').split(',').includes(name) && missingStore(name) === null,
    ),
    keep: values.keep === undefined ? null : existing(values.keep),
  };
}

function wholeNumber(name: string, text: string | undefined, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number <= most) return number;
  throw new Error(`${name}: write a whole number up to ${most}.`);
}

function existing(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  return path.resolve(folder);
}
