import type { Grid } from './grid';

/** What was done to the right result, and with which numbers. */
export interface Relation {
  name: RelationName;
  /** Numbers and shapes for its sentence. */
  values: Record<string, string>;
}

export const RELATION_NAMES = [
  'nan',
  'dtype',
  'all-zero',
  'all-equal',
  'input-unchanged',
  'axes-swapped',
  'reshaped',
  'too-short',
  'starts-late',
  'too-long',
  'reversed',
  'batch-reversed',
  'channels-reversed',
  'mirrored',
  'upside-down',
  'flipped',
  'rows-reordered',
  'shifted',
  'negated',
  'scaled',
  'divided',
  'offset',
  'scaled-and-offset',
  'channels-scaled',
  'function-missing',
  'function-added',
  'truncated',
] as const;

export type RelationName = (typeof RELATION_NAMES)[number];

/** A wrong result beside the right one. */
export interface Case {
  actual: Grid;
  expected: Grid;
  given: unknown;
  /** Whether two results are the same to the test's tolerance. */
  near(a: Grid, b: Grid): boolean;
}

/** Looks at one kind of relation after the other, so that whoever asks can stop. */
export type Search = (the: Case) => Generator<Relation | null>;

export function relation(name: RelationName, values: Record<string, string | number> = {}): Relation {
  return {
    name,
    values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])),
  };
}

/** `[2, 3]` */
export function shown(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}
