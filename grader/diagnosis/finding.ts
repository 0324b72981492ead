/** Kinds of statements that are hardly ever meant. */
export const FINDING_NAMES = [
  'comma',
  'compares',
  'drops-result',
  'for-in',
  'for-each-async',
  'map-gives-nothing',
  'no-effect',
] as const;

export type FindingName = (typeof FINDING_NAMES)[number];

/** Such a statement in a file of the submission. */
export interface Finding {
  name: FindingName;
  /** Line of the file, from 1. */
  line: number;
  /** What stands there, short. */
  code: string;
}
