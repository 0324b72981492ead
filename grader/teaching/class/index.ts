export { classDates } from './dates/class-dates';
export type { DatedSpec } from './dates/deadline';
export { hoursBetween, onClock, readMoment, type Instant } from './dates/moments';
export { planClass } from './plan-class';
export { lockOutput } from './run-lock';
export { classSeed } from './class-seed';
export { gradeHere, gradeOne, type Graded } from './grade-one';
export { gradeWhole } from './grade-whole';
export type { Grading, Result, Signing, Work } from './grading';
export { Ledger } from './ledger';
export { makeOutput } from './output-folder';
export { ResultsStore, type ResultKey } from './results-store';
export { fileSlug, SlugBook } from './slug';
export { comparisonText, compareClasses, type Comparison } from './compare';
export { readClassRecord, readRecordedReport, type ClassRecord, type RecordedRow } from './class-record';
export { hasScore } from './class-row';
export { formatCsv, formatPoints, neutralise, parseCsv } from './csv';
export { refuseUnfinished } from './finished';
export { readCanvasName } from './downloads/canvas';
export {
  isUnchanged,
  readHandInRecords,
  writeHandInRecord,
  type HandInRecord,
} from './downloads/hand-in-records';
export {
  gradeClass,
  type ClassOptions,
  type ClassProgress,
  type ClassResult,
  type Shard,
} from './grade-class';
export { FOUND_BY, identityOf, isStillAnonymous, KNOWN_BY } from './identity';
export { readHandIns, type HandIns } from './hand-ins';
export { classStringsOf, type ClassStrings } from './i18n';
export { readNames, uploadNumber, withAnonymousIds } from './names';
export { progressDisplay } from './progress';
export { answerRequests, parseRequestsCsv, type AnsweredRequest, type RegradeRequest } from './requests';
export { reviewSpec, type ReviewSpec } from './review-spec';
export { readReviews } from './reviews';
export { namesAgree } from './person-names';
export { NOBODY, parseRoster, type Student } from './roster';
export {
  canvasGrade,
  canvasTable,
  gradebookWarnings,
  moodleTable,
  type GradebookFile,
  type MoodleColumn,
} from './gradebook';
export { feedbackHtml } from './gradebook/feedback';
export { settleSettings, type ClassSettings } from './class-settings';
export { withGroups } from './groups';
export { previousRun } from './previous-run';
export { histogram } from './summary/histogram';
export { summaryStringsOf } from './summary/i18n';
export { labelsOf } from './summary/labels';
export { binsOf, spreadOf } from './summary/statistics';
export { table, type Cell } from './summary/table';
export { writeZip } from './write-zip';
