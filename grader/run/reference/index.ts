export { Reference, type ReferenceOptions } from './reference';
