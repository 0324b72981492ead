export { seededResNet18Weights } from './seeded-resnet18';
