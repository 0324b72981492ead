export { collectSubmission, digestFiles, type CollectedSubmission, type CollectOptions } from './collect';
export { discoverSubmissions, type Discovered, type Submission, type Upload } from './discover';
export { SubmissionProblem, type ProblemCode } from './problem';
export { DEFAULT_READ_LIMITS, type ReadLimits } from './tree';
