export { resultEnvironment } from './environment';
export { gradeHere, gradeOne, type Graded } from './grade-one';
export { comparisonText, compareClasses, type Comparison } from './compare';
export {
  gradeClass,
  type ClassOptions,
  type ClassProgress,
  type ClassResult,
  type Shard,
} from './grade-class';
export type { Grading, Result, Signing, Work } from './grading';
export { Ledger } from './ledger';
export { progressDisplay } from './progress';
export { readReviews } from './reviews';
export { parseRoster } from './roster';
export { ResultsStore, writeFileAtomically, type ResultKey } from './results-store';
export { fileSlug } from './slug';
