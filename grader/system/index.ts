export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
export { courseExports, exportedFolders } from './course-package';
export { withResourceLimits } from './resource-limits';
export { createTemporaryFolder, isProcessGone, ownProcessName } from './temporary-folder';
