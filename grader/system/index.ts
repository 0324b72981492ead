export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
export { createTemporaryFolder, isProcessGone, ownProcessName } from './temporary-folder';
