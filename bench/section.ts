import type { Checkout } from './checkouts';

/** What sections are given. */
export interface Bench {
  /** This checkout first, then the one that it is compared with. */
  all: readonly Checkout[];
  /** An empty folder to write into. */
  folder: string;
}
