export { buildRelease, releaseAssignment, type ReleaseResult } from './release';
