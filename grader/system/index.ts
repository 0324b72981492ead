export { sha256 } from './digest';
export { removeHalfWritten, writeFileAtomically, writeFileAtomicallySync } from './whole-file';
export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
export { courseExports, exportedFolders } from './course-package';
export { createTemporaryFolder, isProcessGone, ownProcessName } from './temporary-folder';
