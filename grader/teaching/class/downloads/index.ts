export { discoverSubmissions, type Discovered, type Submission } from './discover';
