export { readPth } from './read';
export { writePth } from './write';
