export { PlainBlock } from './plain-block';
export { ResidualBlockBase, type BlockClass } from './residual-block';
export { ResNet18 } from './resnet18';
