export { COURSE, SOLUTIONS, displayPath, filesBelow, makeFolder } from './paths';
