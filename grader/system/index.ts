export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
export { hasNoOwner, ownName } from './temporary-folder';
