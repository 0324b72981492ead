export { isSafetensors } from './is-safetensors';
export { readSafetensors } from './read';
export { encodeSafetensors, safetensorsPieces, writeSafetensors } from './write';
