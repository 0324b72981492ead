export { ReadAhead, type ReadAheadOptions } from './read-ahead';
