import type { BatchNews, PlanNews } from '../assignment/retrain-lab';
import type { EpochReport } from '../report/report';
import { oneLine, plainText, withoutCiCommands } from '../report/text';
import type { TrainingRecord } from './record';

/** What progress is written to. */
export interface Terminal {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

/** How often a line is written where it cannot be drawn over, in milliseconds. */
const SPARSE = 30_000;
const MOST_CHARACTERS = 20_000;
/** How often it is drawn over. */
const DRAWN = 100;

/** Tells a person how a training goes: a line that changes with each batch, and one that stays for each epoch. */
export class TrainingProgress {
  private told = -Infinity;

  constructor(private readonly terminal: Terminal = process.stderr) {}

  /** Lines that stay. What a submission had a say in must not rule the terminal, or a CI service that reads on. */
  say(text: string): void {
    this.terminal.write(`${this.clear}${withoutCiCommands(plainText(text, MOST_CHARACTERS))}\n`);
  }

  plan({ classes, images, skipped }: PlanNews): void {
    const { train, valid, test } = images;
    this.say(
      `${train} images to train on, ${valid} to validate with, ${test} to test; ${classes.map((name) => oneLine(name)).join(', ')}`,
    );
    if (skipped.count === 0) return;
    const names = skipped.examples.map(({ file, reason }) => `  ${oneLine(reason || file)}`);
    const more = skipped.count > names.length ? [`  and ${skipped.count - names.length} more`] : [];
    this.say([`${skipped.count} images cannot be read and are left out:`, ...names, ...more].join('\n'));
  }

  batch(news: BatchNews, { speed }: TrainingRecord, now = performance.now()): void {
    const line = batchLine(news, speed.recent);
    const isLast = news.batch === news.batches;
    if (!isLast && now - this.told < (this.terminal.isTTY ? DRAWN : SPARSE)) return;
    this.told = now;
    if (this.terminal.isTTY)
      this.terminal.write(`${this.clear}${line.slice(0, (this.terminal.columns || 80) - 1)}`);
    else this.terminal.write(`${line}\n`);
  }

  epoch(epoch: EpochReport, epochs: number): void {
    const loss = epoch.trainLosses.reduce((sum, value) => sum + value, 0) / epoch.trainLosses.length;
    const [train, valid] = [loss, epoch.validLoss].map((value) => value.toFixed(4));
    const accuracy = `${(100 * epoch.validAccuracy).toFixed(1)} %`;
    const seconds = `${epoch.seconds.toFixed(1)} s`;
    this.say(
      `${nameOf(epoch.epoch, epochs)}: loss ${train}, validation ${valid}, accuracy ${accuracy}, ${seconds}`,
    );
  }

  /** Leaves the line that changes empty. */
  end(): void {
    this.terminal.write(this.clear);
  }

  private get clear(): string {
    return this.terminal.isTTY ? '\r\x1b[2K' : '';
  }
}

function batchLine(news: BatchNews, speed: number | null): string {
  const { epoch, epochs, batch, batches, loss, learningRate } = news;
  const where = `${nameOf(epoch, epochs)}, batch ${batch}/${batches}`;
  const parts = [where, `loss ${loss.toFixed(4)}`, `lr ${learningRate.toExponential(1)}`];
  if (speed === null) return parts.join('  ');
  return [...parts, `${speed.toFixed(1)} images/s`, `${duration(secondsLeft(news, speed))} left`].join('  ');
}

function nameOf(epoch: number, epochs: number): string {
  return epoch === 0 ? 'frozen epoch' : `epoch ${epoch}/${epochs}`;
}

/** At the present speed; what validation takes is not foreseen. */
function secondsLeft({ epoch, epochs, batch, batches, images }: BatchNews, speed: number): number {
  const later = (epochs - epoch) * batches * (epoch === 0 ? WHOLE_STEP : 1);
  return ((batches - batch + later) * images) / speed;
}

/** How long a step of the whole network takes, beside one that goes forward through a frozen one. */
const WHOLE_STEP = 3;

/** Like 0:07, 12:34 or 1:02:03. */
function duration(seconds: number): string {
  const whole = Math.round(Math.max(seconds, 0));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
