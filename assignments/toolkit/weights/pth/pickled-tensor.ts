import { STORAGES } from './storages';
import { PickleGlobal, PickleObject, type PickleValue } from './values';

/** A tensor that a pickle described; its elements may not have been read yet, for a legacy file has them at its end. */
export interface TensorSpec {
  storage: PickledStorage;
  dtype: string;
  offset: number;
  size: readonly number[];
  stride: readonly number[];
  /** The elements are to be negated: PyTorch puts that off for imaginary parts of conjugates. */
  negated: boolean;
}

export class PickledTensor {
  constructor(readonly spec: TensorSpec) {}
}

/** A tensor of a kind that is not read, with what to do about it. */
export class UnreadTensor {
  constructor(
    readonly kind: string,
    readonly advice: string,
  ) {}
}

/** The storage that a persistent id names. */
export class PickledStorage {
  constructor(
    readonly type: string,
    readonly key: string,
    readonly numel: number,
  ) {}
}

/** The functions of PyTorch that make a tensor, by their names. */
export const REBUILD: Readonly<Record<string, (...args: PickleValue[]) => PickleValue>> = {
  'torch._utils._rebuild_tensor': (...view) => rebuild(view),
  'torch._utils._rebuild_tensor_v2': (...args) => rebuild(args, { metadata: args[6] }),
  'torch._utils._rebuild_tensor_v3': (...args) => rebuild(args, { dtype: args[6], metadata: args[7] }),
  'torch._utils._rebuild_parameter': (tensor) => tensor,
  'torch._utils._rebuild_parameter_with_state': (tensor) => tensor,
  'torch._tensor._rebuild_from_type': ofType,
  'torch._tensor._rebuild_from_type_v2': ofType,
  ...unread('sparse', 'x.to_dense()', ['_rebuild_sparse_tensor', '_rebuild_sparse_csr_tensor']),
  ...unread('quantized', 'x.dequantize()', ['_rebuild_qtensor']),
  ...unread('nested', 'torch.nested.to_padded_tensor(x, 0)', ['_rebuild_nested_tensor']),
  ...unread('without numbers (device meta)', 'a tensor on the device cpu', [
    '_rebuild_meta_tensor_no_storage',
  ]),
  ...unread('a distributed or wrapped one', 'x.full_tensor()', ['_rebuild_wrapper_subclass']),
  ...unread("another device's own", 'x.cpu()', [
    '_rebuild_device_tensor_from_numpy',
    '_rebuild_device_tensor_from_cpu_tensor',
    '_rebuild_xla_tensor',
  ]),
  'torch.nn.parameter.UninitializedParameter': uninitialized,
  'torch.nn.parameter.UninitializedBuffer': uninitialized,
};

function rebuild(
  args: PickleValue[],
  more: { dtype?: PickleValue; metadata?: PickleValue } = {},
): PickledTensor {
  const [storage, offset, size, stride] = args;
  const valid = storage instanceof PickledStorage && isCount(offset) && isCounts(size) && isCounts(stride);
  if (!valid || size.length !== stride.length)
    throw new Error('damaged: a tensor is described wrongly in its pickle');
  const { dtype, metadata } = more;
  const named = dtype instanceof PickleGlobal ? dtype.name.replace(/^torch\./, '') : undefined;
  const negated = metadata instanceof Map && metadata.get('neg') === true;
  return new PickledTensor({
    storage,
    dtype: named ?? STORAGES[storage.type].dtype,
    offset,
    size,
    stride,
    negated,
  });
}

/** A tensor of a derived class, or one with attributes: made by another of these functions. */
function ofType(make: PickleValue, _type: PickleValue, args: PickleValue): PickleValue {
  const known = make instanceof PickleGlobal && Object.hasOwn(REBUILD, make.name);
  return known && Array.isArray(args)
    ? REBUILD[make.name](...args)
    : new PickleObject('a tensor of a class of its own');
}

function unread(kind: string, advice: string, names: string[]) {
  return Object.fromEntries(
    names.map((name) => [`torch._utils.${name}`, () => new UnreadTensor(kind, advice)]),
  );
}

function uninitialized(): UnreadTensor {
  return new UnreadTensor('not initialised yet', 'the state dict after a first call of the model');
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}
