import type { Optimizer } from './optimizer';

/** Give either `totalSteps`, or `epochs` and `stepsPerEpoch`. */
export interface OneCycleOptions {
  maxLr: number;
  totalSteps?: number;
  epochs?: number;
  stepsPerEpoch?: number;
  /** The part of the cycle in which the learning rate rises. */
  pctStart?: number;
  /** The first learning rate is maxLr / divFactor. */
  divFactor?: number;
  /** The last one is the first / finalDivFactor. */
  finalDivFactor?: number;
  baseMomentum?: number;
  maxMomentum?: number;
}

/**
 * Raises the learning rate to `maxLr` and lowers it again along cosines, and moves beta1 the opposite way, as
 * `torch.optim.lr_scheduler.OneCycleLR`. Making one sets the optimizer for the first batch; `step` after each
 * batch sets it for the next.
 *
 * @throws RangeError for settings that give no learning rate or beta1 for some batch, and from `step` when it is called
 *   more than once after the last batch, as PyTorch does
 *
 * @example const scheduler = new OneCycleLR(optimizer, { maxLr: 3e-3, epochs: 1, stepsPerEpoch: 75, pctStart: 0.05 });
 */
export class OneCycleLR {
  readonly totalSteps: number;
  /** How many steps were taken: the number of the batch that the optimizer is set for. */
  lastEpoch = -1;
  readonly #optimizer: Optimizer;
  readonly #lrs: { initial: number; max: number; min: number };
  readonly #momenta: { base: number; max: number };
  readonly #ends: [warmUp: number, cycle: number];

  constructor(optimizer: Optimizer, options: OneCycleOptions) {
    const { maxLr, pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options;
    const { baseMomentum = 0.85, maxMomentum = 0.95 } = options;
    requireFraction('pctStart', pctStart);
    requirePositive({ maxLr, divFactor, finalDivFactor });
    requireFraction('baseMomentum', baseMomentum);
    requireFraction('maxMomentum', maxMomentum);
    this.#optimizer = optimizer;
    this.totalSteps = totalSteps(options);
    this.#lrs = { initial: maxLr / divFactor, max: maxLr, min: maxLr / divFactor / finalDivFactor };
    this.#momenta = { base: baseMomentum, max: maxMomentum };
    this.#ends = [pctStart * this.totalSteps - 1, this.totalSteps - 1];
    this.step();
  }

  /** Sets the optimizer for the next batch. */
  step(): void {
    this.lastEpoch += 1;
    if (this.lastEpoch > this.totalSteps) {
      throw new RangeError(`The cycle has ${this.totalSteps} steps; step ${this.lastEpoch} is one too many.`);
    }
    this.#apply();
  }

  /** Continues at batch `lastEpoch`, as if `step` had been called that often. */
  resumeAt(lastEpoch: number): void {
    this.lastEpoch = lastEpoch;
    this.#apply();
  }

  #apply(): void {
    const [warmUpEnd, end] = this.#ends;
    const { initial, max, min } = this.#lrs;
    const { base, max: highest } = this.#momenta;
    const t = this.lastEpoch;
    if (t <= warmUpEnd) {
      // PyTorch divides zero by zero when the warm-up is one step long; the peak is its limit from both sides.
      const progress = warmUpEnd === 0 ? 1 : t / warmUpEnd;
      this.#set(cosine(initial, max, progress), cosine(highest, base, progress));
    } else {
      const progress = (t - warmUpEnd) / (end - warmUpEnd);
      this.#set(cosine(max, min, progress), cosine(base, highest, progress));
    }
  }

  #set(lr: number, beta1: number): void {
    this.#optimizer.lr = lr;
    this.#optimizer.betas = [beta1, this.#optimizer.betas[1]];
  }
}

function totalSteps({ totalSteps, epochs, stepsPerEpoch }: OneCycleOptions): number {
  const total = totalSteps ?? (epochs ?? NaN) * (stepsPerEpoch ?? NaN);
  if (Number.isInteger(total) && total > 0) return total;
  throw new RangeError(
    `OneCycleLR needs totalSteps, or epochs and stepsPerEpoch, as positive integers; got a total of ${total}.`,
  );
}

/** With 1 itself for `pctStart`, the step after the last batch would divide zero by zero. */
function requireFraction(name: string, value: number): void {
  if (value >= 0 && value < 1) return;
  throw new RangeError(`OneCycleLR: ${name} must be at least 0 and less than 1, got ${value}.`);
}

function requirePositive(values: Record<string, number>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value) && value > 0) continue;
    throw new RangeError(`OneCycleLR: ${name} must be a positive number, got ${value}.`);
  }
}

/** From `from` to `to` along half a cosine; `progress` in [0, 1]. */
function cosine(from: number, to: number, progress: number): number {
  return to + ((from - to) / 2) * (Math.cos(Math.PI * progress) + 1);
}
