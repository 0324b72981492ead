/** From what tests saw of a submission to the mistake that explains it. */
export { diagnose, type QuestionEvidence } from './diagnose';
export type { CallResult, Observed, TestEvidence } from './evidence';
export type { Finding, FindingName } from './finding';
export { MISTAKES_FILE, readMistakes, writeMistakes } from './mistake-records';
export { mistakeText, parseMistakes, type MistakeRecord, type MistakeText } from './mistake-schema';
export { observe, sameObservation, type Observation } from './observation';
export type { Lang } from './sentences';
