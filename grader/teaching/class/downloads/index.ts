export { discoverSubmissions, TITLES, type Discovered, type Submission } from './discover';
export { PLATFORMS, type Platform } from './recognise';
