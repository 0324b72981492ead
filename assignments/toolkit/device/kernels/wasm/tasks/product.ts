import type { Routines } from '../routines';

/** out[row, column] = Σ a[row, k] · b[k, column] for a panel of columns; distances are bytes. */
export interface Product {
  /** The first row. Rows come in pairs: from a row to its partner, and from a pair to the next. */
  a: number;
  pair: number;
  next: number;
  rows: number;
  /** A row has `segments` runs of numbers that are `step` apart, and `jump` from the end of a run to the next. */
  segments: number;
  run: number;
  step: number;
  jump: number;
  /** Packed. */
  b: number;
  columns: number;
  out: number;
  outRow: number;
  /** Whether to add to what is there. */
  add: boolean;
  /** `EDGE_BYTES` to use when there are less than 16 columns. */
  edge: number;
}

export function multiply({ gemm }: Routines, p: Product): void {
  const { a, pair, next, step, jump, rows, segments, run, b, columns, out, outRow, edge } = p;
  gemm(a, pair, next, step, jump, rows, segments, run, b, columns, out, outRow, p.add ? 1 : 0, edge);
}
