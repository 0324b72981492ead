export type { LookAlike } from './look-alikes';
export { PROBLEM_CODES, SubmissionProblem, type ProblemCode } from './problem';
export { readBeside } from './read-beside';
export { readSubmission, type SubmittedFiles } from './read-submission';
export { readSubmissionAt } from './submission-at';
export { kindOfFile, withoutArchiveExtension, type Upload, type UploadKind } from './upload';
export { unpackZip } from './unpack-zip';
