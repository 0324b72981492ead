export { loadTerm } from './load-term';
export { termBook } from './term-book';
export { termSpec } from './term-spec';
export { writeTerm } from './write-term';
