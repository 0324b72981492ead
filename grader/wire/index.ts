export { reviveTensors } from './json-tensors';
export { PlainTensor, TENSOR_ARRAYS, type Plain } from './plain';
