import fs from 'node:fs';
import path from 'node:path';
import { missingStore, STORES, type StoreName } from '../../grader/farm/test/support/stores';

/** What `npm run bench -- farm` can be told. */
export const FARM_OPTIONS = {
  submissions: { type: 'string' },
  cnn: { type: 'string' },
  minutes: { type: 'string' },
  waiting: { type: 'string' },
  rate: { type: 'string' },
  parts: { type: 'string', default: 'throughput,chaos,waiting,memory' },
  stores: { type: 'string', default: 'redis,postgres' },
  keep: { type: 'string' },
} as const;

/** What a farm is built for takes a good hour on two cores; beside the other benches it is looked at for minutes. */
const DEFAULTS = {
  whole: { submissions: '5000', cnn: '300', minutes: '8', waiting: '3' },
  glance: { submissions: '60', cnn: '8', minutes: '1', waiting: '1' },
} as const;

export interface FarmScale {
  /** Warm-up submissions, and hand-ins of which the server holds results at the end. */
  submissions: number;
  cnn: number;
  /** How long things go wrong, for each class. */
  minutes: number;
  /** How long hand-ins come in, for each way of waiting. */
  waiting: number;
  /** Hand-ins a second; null for a share of what the machine was measured to grade. */
  rate: number | null;
  parts: readonly string[];
  stores: readonly StoreName[];
  /** Holds submissions and this machine's own results, for the next run too; null for a folder that goes away. */
  keep: string | null;
}

export function farmScale(
  values: { [name in keyof typeof FARM_OPTIONS]?: string | undefined },
  size: keyof typeof DEFAULTS,
): FarmScale {
  const { submissions, cnn, minutes, waiting } = DEFAULTS[size];
  return {
    submissions: wholeNumber('--submissions', values.submissions ?? submissions, 10_000),
    cnn: wholeNumber('--cnn', values.cnn ?? cnn, 10_000),
    minutes: wholeNumber('--minutes', values.minutes ?? minutes, 120),
    waiting: wholeNumber('--waiting', values.waiting ?? waiting, 60),
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
