export { readSafetensors } from './read';
export { encodeSafetensors, writeSafetensors } from './write';
