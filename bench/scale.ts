import fs from 'node:fs';
import path from 'node:path';
import { missingStore, STORES, type StoreName } from '../grader/farm/test/support/stores';

/** How much `npm run bench` can be told to do. */
export const SCALE_OPTIONS = {
  submissions: { type: 'string' },
  cnn: { type: 'string' },
  minutes: { type: 'string' },
  waiting: { type: 'string' },
  rate: { type: 'string' },
  parts: { type: 'string' },
  stores: { type: 'string', default: 'redis,postgres' },
  keep: { type: 'string' },
  rounds: { type: 'string', default: '3' },
  gradings: { type: 'string', default: '500' },
  loops: { type: 'string', default: '8' },
  kills: { type: 'string', default: '200' },
} as const;

/** What a farm is built for takes an hour and a half on two cores; beside other sections it is looked at for minutes. */
const DEFAULTS = {
  farm: { submissions: '5000', cnn: '300', minutes: '8', waiting: '3' },
  glance: { submissions: '60', cnn: '8', minutes: '1', waiting: '1' },
} as const;

export interface Scale {
  /** A farm's warm-up submissions and hand-ins of which the server holds results at the end; a class's under load. */
  submissions: number;
  /** A farm's CNN submissions. */
  cnn: number;
  /** How long things go wrong, for each class. */
  minutes: number;
  /** How long hand-ins come in, for each way of waiting. */
  waiting: number;
  /** Hand-ins a second; null for a share of what the machine was measured to grade. */
  rate: number | null;
  /** Parts of a section; null for all. */
  parts: readonly string[] | null;
  stores: readonly StoreName[];
  /** Holds submissions and this machine's own results, for the next run too; null for a folder that goes away. */
  keep: string | null;
  /** How often a class is graded. */
  rounds: number;
  /** How often the solution is graded under load. */
  gradings: number;
  /** Busy loops beside what is graded. */
  loops: number;
  kills: number;
}

export function scaleOf(
  values: { [name in keyof typeof SCALE_OPTIONS]?: string | undefined },
  { farmAlone }: { farmAlone: boolean },
): Scale {
  const { rounds, gradings, loops, kills } = values;
  const { submissions, cnn, minutes, waiting } = DEFAULTS[farmAlone ? 'farm' : 'glance'];
  return {
    submissions: wholeNumber('--submissions', values.submissions ?? submissions, 10_000),
    cnn: wholeNumber('--cnn', values.cnn ?? cnn, 10_000),
    minutes: wholeNumber('--minutes', values.minutes ?? minutes, 120),
    waiting: wholeNumber('--waiting', values.waiting ?? waiting, 60),
    rate: values.rate === undefined ? null : wholeNumber('--rate', values.rate, 1000),
    parts: values.parts?.split(',') ?? null,
    stores: (Object.keys(STORES) as StoreName[]).filter(
      (name) => (values.stores ?? '').split(',').includes(name) && missingStore(name) === null,
    ),
    keep: values.keep === undefined ? null : existing(values.keep),
    rounds: wholeNumber('--rounds', rounds, 100),
    gradings: wholeNumber('--gradings', gradings, 10_000),
    loops: wholeNumber('--loops', loops, 1000),
    kills: wholeNumber('--kills', kills, 10_000),
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
