/** How far a transfer is; `total` is undefined where the server does not say it. */
export interface Progress {
  received: number;
  total: number | undefined;
}

/** What a progress bar needs of a stream. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/**
 * Draws a bar with percentage, speed and time left on one line of a terminal; elsewhere, such as in a log, a line
 * each tenth of the way. Call it with every change, and `end` once.
 */
export class ProgressBar {
  #start = performance.now();
  #base: number | undefined;
  #drawnAt = -Infinity;
  #tenth = 0;

  constructor(
    readonly label: string,
    readonly terminal: Terminal = process.stderr,
  ) {}

  update({ received, total }: Progress): void {
    // What an earlier run had received says nothing about the speed of this one.
    this.#base ??= received;
    if (this.terminal.isTTY) this.#draw(received, total);
    else this.#log(received, total);
  }

  end(): void {
    if (this.terminal.isTTY) this.terminal.write('\n');
  }

  #draw(received: number, total: number | undefined): void {
    const now = performance.now();
    if (now - this.#drawnAt < REDRAW_MS && received !== total) return;
    this.#drawnAt = now;
    const line = describe(this.label, { received, total }, this.#speed(received));
    const width = (this.terminal.columns ?? 80) - 1;
    this.terminal.write(`\r\x1b[2K${line.slice(0, width)}`);
  }

  #log(received: number, total: number | undefined): void {
    const tenth = total ? Math.floor((10 * received) / total) : Math.floor(received / LOG_BYTES);
    if (tenth <= this.#tenth) return;
    this.#tenth = tenth;
    this.terminal.write(`${describe(this.label, { received, total }, this.#speed(received))}\n`);
  }

  #speed(received: number): number {
    const seconds = (performance.now() - this.#start) / 1000;
    return (received - (this.#base ?? 0)) / Math.max(seconds, 0.001);
  }
}

const REDRAW_MS = 100;
/** Without a total, a line for each of these. */
const LOG_BYTES = 10_000_000;
const WIDTH = 24;

function describe(label: string, { received, total }: Progress, speed: number): string {
  const rate = `${bytes(speed)}/s`;
  if (!total) return `${label}  ${bytes(received)}  ${rate}`;
  const part = Math.min(received / total, 1);
  const full = Math.round(part * WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
  const left = speed > 0 ? `${Math.ceil((total - received) / speed)} s left` : '';
  const percent = `${Math.floor(part * 100)}%`.padStart(4);
  return `${label}  ${bar} ${percent}  ${bytes(received)} of ${bytes(total)}  ${rate}  ${left}`.trimEnd();
}

/** A length as people write it: 46.8 MB. */
export function bytes(count: number): string {
  if (count < 1000) return `${Math.round(count)} B`;
  const unit = count < 1e6 ? 'kB' : count < 1e9 ? 'MB' : 'GB';
  const value = count / { kB: 1e3, MB: 1e6, GB: 1e9 }[unit];
  return `${value.toFixed(1)} ${unit}`;
}
