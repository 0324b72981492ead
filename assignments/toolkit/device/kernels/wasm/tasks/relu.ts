import { NUMBER, type Run } from './task';

/** The gradient of relu for some numbers, a multiple of four; a unit has so many of them. */
export interface ReluGradient {
  dy: number;
  y: number;
  dx: number;
  count: number;
  countPerUnit: number;
}

export const reluGradient: Run<ReluGradient> = (routines, { dy, y, dx, count, countPerUnit }, { unit }) => {
  const first = unit * countPerUnit;
  const offset = first * NUMBER;
  routines.reluGradient(dy + offset, y + offset, dx + offset, Math.min(countPerUnit, count - first));
};
