import { PlainTensor, TENSOR_ARRAYS, WireError, type TensorDtype } from './plain';

/** In JSON fixtures a tensor is `{ dtype, shape, data }`: turns each, wherever it stands, into a PlainTensor. */
export function reviveTensors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reviveTensors);
  if (typeof value !== 'object' || value === null) return value;
  const { dtype, shape, data } = value as Record<string, unknown>;
  if (typeof dtype === 'string' && Array.isArray(shape) && Array.isArray(data))
    return toTensor(dtype, shape, data);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reviveTensors(item)]));
}

function toTensor(dtype: string, shape: number[], data: number[]): PlainTensor {
  const size = shape.reduce((product, length) => product * length, 1);
  if (!Object.hasOwn(TENSOR_ARRAYS, dtype) || size !== data.length) {
    throw new WireError(
      `a tensor of dtype "${dtype}" and shape [${shape.join(', ')}] with ${data.length} elements`,
    );
  }
  return new PlainTensor(dtype as TensorDtype, shape, TENSOR_ARRAYS[dtype as TensorDtype].from(data));
}
