export { readNames, uploadNumber } from './read-names';
export { namedRoster, withAnonymousIds } from './with-names';
