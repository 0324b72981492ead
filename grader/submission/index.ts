export type { LookAlike } from './look-alikes';
export { PROBLEM_CODES, SubmissionProblem, type ProblemCode } from './problem';
export { readBeside } from './read-beside';
export { readSubmission } from './read-submission';
export type { SubmittedFiles } from './submitted-files';
export { readSubmissionAt } from './submission-at';
export { kindOfFile, withoutArchiveExtension, type Upload, type UploadKind } from './upload';
export { unpackZip } from './unpack-zip';
