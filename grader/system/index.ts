export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
export { createTemporaryFolder } from './temporary-folder';
export { courseExports, exportedFolders } from './course-package';
