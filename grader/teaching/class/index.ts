export { classSeed } from './class-seed';
export { gradeHere, gradeOne, type Graded } from './grade-one';
export { gradeWhole } from './grade-whole';
export type { Grading, Result, Signing, Work } from './grading';
export { Ledger } from './ledger';
export { ResultsStore, type ResultKey } from './results-store';
export { fileSlug } from './slug';
export { comparisonText, compareClasses, type Comparison } from './compare';
export { readClassRecord, readRecordedReport, type ClassRecord, type RecordedRow } from './class-record';
export { formatCsv, neutralise, parseCsv } from './csv';
export { readCanvasName } from './downloads/canvas';
export {
  gradeClass,
  type ClassOptions,
  type ClassProgress,
  type ClassResult,
  type Shard,
} from './grade-class';
export { readHandIns, type HandIns } from './hand-ins';
export { progressDisplay } from './progress';
export { answerRequests, parseRequestsCsv, type AnsweredRequest, type RegradeRequest } from './requests';
export { reviewSpec, type ReviewSpec } from './review-spec';
export { readReviews } from './reviews';
export { parseRoster, type Student } from './roster';
export { settleSettings, type ClassSettings } from './class-settings';
export { withGroups } from './groups';
export { previousRun } from './previous-run';
export { table } from './summary/table';
export { writeZip } from './write-zip';
