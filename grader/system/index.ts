export { runBounded } from './run-bounded';
export { inParallel, Turns } from './turns';
export { sha256 } from './digest';
export {
  createFileAtomicallySync,
  removeHalfWritten,
  temporaryBeside,
  writeFileAtomically,
  writeFileAtomicallySync,
} from './whole-file';
export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
export { courseExports, exportedFolders } from './course-package';
export { createTemporaryFolder, inTemporaryFolder, isProcessGone, ownProcessName } from './temporary-folder';
export { withResourceLimits } from './resource-limits';
