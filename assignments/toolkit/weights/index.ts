export { readPth, writePth } from './pth';
export { encodeSafetensors, readSafetensors, writeSafetensors } from './safetensors';
export { seededResNet18Weights } from './seeded-resnet18';
