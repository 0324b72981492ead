export { fitWeights } from './fit-weights';
export { type OnNotice, type ReadOptions } from './notices';
export { readPth, writePth } from './pth';
export { readWeights } from './read-weights';
export { encodeSafetensors, readSafetensors, safetensorsPieces, writeSafetensors } from './safetensors';
export { seededResNet18Weights } from './seeded-resnet18';
