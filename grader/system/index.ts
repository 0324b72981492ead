export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
<<<<<<< HEAD
export { createTemporaryFolder, isProcessGone, ownProcessName } from './temporary-folder';
=======
export { createTemporaryFolder } from './temporary-folder';
export { courseExports, exportedFolders } from './course-package';
>>>>>>> main
