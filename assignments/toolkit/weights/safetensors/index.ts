export { readSafetensors } from './read';
export { encodeSafetensors, safetensorsPieces, writeSafetensors } from './write';
