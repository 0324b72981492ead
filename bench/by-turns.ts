import { programOf, type Checkout } from './checkouts';
import type { Scale } from './scale';
import { measureRun, median } from './measure';

/** What sections are given. */
export interface Bench {
  /** This checkout first, then the one that it is compared with. */
  all: readonly Checkout[];
  /** An empty folder to write into. */
  folder: string;
  /** How much there is to do. */
  scale: Scale;
  /** Ends something that was started, also when the bench is interrupted; the last one first. */
  atEnd(end: () => unknown): void;
}

/** One line of a table: something that a person runs and waits for, as a new process in a checkout. */
export interface Line {
  name: string;
  runs: number;
  /** Prepares one run in a checkout, unmeasured, and gives the parameters of `boletim`. */
  prepare(checkout: Checkout, run: number): string[];
  /** What a run has done that can be counted, to show it as a rate. */
  count?: number;
  /** How it ends when all is well; 0 if not given. */
  exitCode?: number;
}

interface Measured {
  seconds: number;
  megabytes: number;
}

/**
 * Measures a line in every checkout by turns, the first of a round changing from round to round, and prints the median
 * with its spread. Of two checkouts, the ratio of this one to the other is taken round by round: what else the machine
 * does meets both.
 */
export async function measureLine(line: Line, all: readonly Checkout[]): Promise<void> {
  const rows = new Map<Checkout, Measured[]>(all.map((checkout) => [checkout, []]));
  for (let run = 0; run < line.runs; run += 1) {
    for (const checkout of run % 2 === 0 ? all : [...all].reverse())
      rows.get(checkout)!.push(await measureOnce(line, checkout, run));
  }
  process.stdout.write(`${line.name}\n`);
  for (const [{ name }, measured] of rows)
    process.stdout.write(`  ${name.padEnd(12)}${summary(line, measured)}\n`);
  const [here, other] = [...rows.values()];
  if (here && other) process.stdout.write(`  ${'ratio'.padEnd(12)}${ratioOf(here, other)}\n`);
}

async function measureOnce(line: Line, checkout: Checkout, run: number): Promise<Measured> {
  const parameters = [programOf(checkout), ...line.prepare(checkout, run)];
  const { milliseconds, peakBytes, exitCode, stdout } = await measureRun(process.execPath, parameters, {
    cwd: checkout.root,
  });
  if (exitCode !== (line.exitCode ?? 0))
    throw new Error(`${checkout.name}: ${line.name} ended with ${exitCode}\n${stdout.slice(-2000)}`);
  return { seconds: milliseconds / 1000, megabytes: peakBytes / 1e6 };
}

function summary({ count }: Line, measured: Measured[]): string {
  const seconds = measured.map((row) => row.seconds);
  const rate = count === undefined ? '' : `  ${(count / median(seconds)).toFixed(2)} a second`;
  return `${spread(seconds, ' s')}${rate}  peak ${Math.round(median(measured.map((row) => row.megabytes)))} MB`;
}

function ratioOf(here: Measured[], other: Measured[]): string {
  const time = here.map(({ seconds }, run) => seconds / other[run]!.seconds);
  const memory = here.map(({ megabytes }, run) => megabytes / other[run]!.megabytes);
  return `${spread(time, 'x')} its time, ${spread(memory, 'x')} its memory`;
}

/** Prints seconds that were taken by turns, and their ratio round by round. */
export function printTimes(name: string, times: ReadonlyMap<Checkout, number[]>): void {
  process.stdout.write(`${name}\n`);
  for (const [checkout, seconds] of times)
    process.stdout.write(`  ${checkout.name.padEnd(12)}${spread(seconds, ' s')}\n`);
  const [here, other] = [...times.values()];
  if (!here || !other) return;
  const ratios = here.map((seconds, run) => seconds / other[run]!);
  process.stdout.write(`  ${'ratio'.padEnd(12)}${spread(ratios, 'x')} its time\n`);
}

/** Median, range and how many. */
export function spread(numbers: number[], unit: string): string {
  const shown = (value: number) => value.toFixed(2);
  const range = `${shown(Math.min(...numbers))} to ${shown(Math.max(...numbers))}`;
  return `${shown(median(numbers))}${unit} (${range}, ${numbers.length} runs)`;
}
