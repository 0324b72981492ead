export { buildRelease, type Release } from './build-release';
export { releaseAssignments, type ReleaseResult } from './release';
