export { PlainTensor, TENSOR_ARRAYS, type Plain } from './plain';
