import type { OneCycleOptions } from '../optim';

/** A part of `fineTune` with an optimizer and a schedule of its own. */
export interface Phase {
  /** Whether only what `freeze` leaves learns. */
  frozen: boolean;
  /** The numbers of its epochs. */
  epochs: number[];
  cycle: Pick<OneCycleOptions, 'maxLr' | 'pctStart' | 'epochs'>;
}

/** The lecture's recipe: the last layer first, fast; then everything, gently. */
export function phasesOf(epochs: number): Phase[] {
  if (!(Number.isInteger(epochs) && epochs >= 0)) {
    throw new RangeError(`epochs is a whole number, at least 0; got ${epochs}.`);
  }
  const whole = Array.from({ length: epochs }, (_, i) => i + 1);
  const phases: Phase[] = [
    { frozen: true, epochs: [0], cycle: { maxLr: 3e-3, pctStart: 0.05, epochs: 1 } },
    { frozen: false, epochs: whole, cycle: { maxLr: 3e-4, pctStart: 0.2, epochs } },
  ];
  return phases.filter((phase) => phase.epochs.length > 0);
}
