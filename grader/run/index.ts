export { assignmentDigest } from './assignment-digest';
export { codeDigest } from './code-digest';
export { gradeSubmission } from './grade';
export { Reference } from './reference/index';
export { startSolution } from './solution-sandbox';
