export { runBounded } from './run-bounded';
export { inParallel, Turns } from './turns';
export { sha256 } from './digest';
export {
  createFileAtomicallySync,
  isHalfWritten,
  removeHalfWritten,
  temporaryBeside,
  writeFileAtomically,
  writeFileAtomicallySync,
} from './whole-file';
export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
export { courseExports, exportedFolders } from './course-package';
export {
  createTemporaryFolder,
  inTemporaryFolder,
  inTemporaryFolderSync,
  isProcessGone,
  ownProcessName,
} from './temporary-folder';
export { TEXT_PROCESSES } from './text-processes';
export { withResourceLimits } from './resource-limits';
