export { logSoftmax, relu, softmax } from './activations';
export { crossEntropy } from './cross-entropy';
export { flatten } from './flatten';
export { adaptiveAvgPool2d, maxPool2d } from './pooling';
