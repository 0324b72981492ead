export { assignmentDigest } from './assignment-digest';
export { codeDigest } from './code-digest';
export { gradeSubmission } from './grade';
export { inPortuguese } from './portuguese';
export { questionAssignmentDigest, questionSubmissionDigest } from './question-digest';
export { Reference } from './reference/index';
export { reportHead, warningsOf } from './report-head';
export { resultEnvironment } from './result-environment';
export { startSolution } from './solution-sandbox';
