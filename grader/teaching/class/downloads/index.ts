export { isAnonymousId } from './canvas';
export { discoverSubmissions, type Discovered, type Missing, type Submission } from './discover';
export { PLATFORMS, TITLES, type Platform } from './platforms';
