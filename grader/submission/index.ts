export { PROBLEM_CODES, SubmissionProblem, type ProblemCode } from './problem';
export { readSubmission, submittedFiles, type SubmittedFiles } from './read-submission';
export { readSubmissionAt } from './submission-at';
export { kindOfFile, withoutArchiveExtension, type Upload, type UploadKind } from './upload';
