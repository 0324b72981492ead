import { NUMBER, type Run } from './task';

/** Pixels [pixels, channels], channels being a multiple of four; a unit has so many of them. */
interface Pixels {
  x: number;
  pixels: number;
  pixelsPerUnit: number;
  channels: number;
}

/** Per channel Σ x and Σ x² of each unit, float64 [units, 2, channels]. */
export interface ChannelSums extends Pixels {
  sums: number;
}

export const channelSums: Run<ChannelSums> = (routines, task, { unit }) => {
  const { offset, count } = share(task, unit);
  routines.channelSums(task.x + offset, count, task.channels, task.sums + unit * sumsBytes(task.channels));
};

/** Per channel Σ dy and Σ dy·(x − mean) of each unit, float64 [units, 2, channels]. */
export interface GradientSums extends ChannelSums {
  dy: number;
  mean: number;
}

export const gradientSums: Run<GradientSums> = (routines, task, { unit }) => {
  const { offset, count } = share(task, unit);
  const to = task.sums + unit * sumsBytes(task.channels);
  routines.gradientSums(task.dy + offset, task.x + offset, task.mean, count, task.channels, to);
};

/** y = (x − centre)·slope + offset, with float32 rows [3, channels] of centres, slopes and offsets. */
export interface Affine extends Pixels {
  y: number;
  factors: number;
}

export const affine: Run<Affine> = (routines, task, { unit }) => {
  const { offset, count } = share(task, unit);
  routines.affine(task.x + offset, task.factors, count, task.channels, task.y + offset);
};

/** dx = (x − centre)·slope + (dy − shift)·scale, with float32 rows [4, channels]. */
export interface AffineGradient extends Pixels {
  dy: number;
  dx: number;
  factors: number;
}

export const affineGradient: Run<AffineGradient> = (routines, task, { unit }) => {
  const { offset, count } = share(task, unit);
  const [x, dy, dx] = [task.x + offset, task.dy + offset, task.dx + offset];
  routines.affineGradient(x, dy, task.factors, count, task.channels, dx);
};

/** What the sums of a unit take. */
export function sumsBytes(channels: number): number {
  return 2 * channels * Float64Array.BYTES_PER_ELEMENT;
}

function share({ pixels, pixelsPerUnit, channels }: Pixels, unit: number): { offset: number; count: number } {
  const first = unit * pixelsPerUnit;
  return { offset: first * channels * NUMBER, count: Math.min(pixelsPerUnit, pixels - first) };
}
