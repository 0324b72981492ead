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

function toTensor(dtype: string, shape: unknown[], data: unknown[]): PlainTensor {
  const what = `a tensor of dtype "${dtype}" and shape [${shape.join(', ')}]`;
  if (!Object.hasOwn(TENSOR_ARRAYS, dtype) || !shape.every(isLength)) throw new WireError(what);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== data.length) throw new WireError(`${what} with ${data.length} elements`);
  const wrong = data.findIndex((element) => typeof element !== 'number' && typeof element !== 'boolean');
  if (wrong >= 0) throw new WireError(`${what} whose element ${wrong} is no number`);
  const ArrayType = TENSOR_ARRAYS[dtype as TensorDtype];
  return new PlainTensor(dtype as TensorDtype, shape, ArrayType.from(data as number[]));
}

function isLength(length: unknown): length is number {
  return Number.isSafeInteger(length) && (length as number) >= 0;
}
