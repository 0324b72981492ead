import type { Routines } from '../routines';

/** Which unit of a task is done, and by which thread: 0 for the calling one. */
export interface Place {
  unit: number;
  thread: number;
}

/** Does one unit. Positions are bytes in the memory of the backend, sizes are counts unless they say otherwise. */
export type Run<T> = (routines: Routines, task: T, place: Place) => void;

/** A float32. */
export const NUMBER = 4;
/** Columns of a packed matrix that are multiplied at a time. */
export const PANEL = 16;
export const PANEL_BYTES = PANEL * NUMBER;

/** How many panels hold so many columns. */
export function panels(columns: number): number {
  return Math.ceil(columns / PANEL);
}

/** How many columns a panel has: the last one may have less than 16. */
export function panelColumns(columns: number, panel: number): number {
  return Math.min(PANEL, columns - panel * PANEL);
}
