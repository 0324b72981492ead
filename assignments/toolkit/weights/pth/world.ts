import { isCount, PickledStorage, REBUILD } from './pickled-tensor';
import { STORAGES } from './storages';
import { PickleGlobal, PickleObject, type PickleValue, type PickleWorld } from './values';

const PATHS = ['Path', 'PosixPath', 'WindowsPath', 'PurePosixPath', 'PureWindowsPath', 'PurePath'];
const NUMPY_GENERATORS = ['__generator_ctor', '__bit_generator_ctor', '__randomstate_ctor'];

/** Everything that the pickle of a checkpoint may ask for. What is no tensor is kept by its kind alone. */
export const TENSOR_WORLD: PickleWorld = {
  calls: {
    ...REBUILD,
    ...everyName('collections', ['OrderedDict', 'defaultdict', 'Counter'], dictionary),
    ...everyName('collections', ['deque'], () => new PickleObject('a deque')),
    ...inPython2('builtins', ['set', 'frozenset', 'list', 'tuple'], (items) => items ?? []),
    ...inPython2('builtins', ['dict'], dictionary),
    ...inPython2('builtins', ['bytearray', 'complex', 'slice', 'range', 'object'], kind('a Python value')),
    ...inPython2('builtins', ['iter', 'reversed', 'enumerate'], kind('a Python value')),
    '__builtin__.xrange': kind('a Python value'),
    ...everyName('array', ['array', '_array_reconstructor'], kind('a Python value')),
    // The types in settings: that of None, and those with others inside.
    ...inPython2('builtins', ['type'], kind('a class')),
    '_operator.getitem': kind('a class'),
    '_functools.reduce': kind('a class'),
    '__builtin__.reduce': kind('a class'),
    ...inPython2('builtins', ['bytes'], () => Buffer.alloc(0)),
    // So are entries of an enumeration, classes inside of others and methods written.
    ...inPython2('builtins', ['getattr'], entryOf),
    // Entries of an enumeration together, one by one.
    '_operator.or_': kind('an entry of a class'),
    ...inPython2('copyreg', ['_reconstructor', '__newobj__'], objectOf),
    // Up to protocol 2, bytes are written as text.
    '_codecs.encode': (text) => (typeof text === 'string' ? Buffer.from(text, 'latin1') : text),
    'torch.Size': (sizes) => sizes,
    'torch.device': kind('a device'),
    'torch.serialization._get_layout': kind('a layout'),
    ...everyName('numpy', ['dtype'], kind('a NumPy dtype')),
    ...inNumPy2('multiarray', ['scalar'], kind('a NumPy scalar')),
    ...inNumPy2('multiarray', ['_reconstruct'], kind('a NumPy array')),
    ...everyName('numpy.random._pickle', NUMPY_GENERATORS, kind('a generator of NumPy')),
    ...inNumPy2('numeric', ['_frombuffer'], kind('a NumPy array')),
    'numpy.ma.core._mareconstruct': kind('a NumPy array'),
    ...everyName('datetime', ['datetime', 'date', 'time', 'timedelta', 'timezone'], kind('a date')),
    ...everyName('pathlib', PATHS, kind('a path')),
    ...everyName('pathlib._local', PATHS, kind('a path')),
    'time.struct_time': kind('a date'),
    're._compile': kind('a pattern'),
    'functools.partial': kind('a function'),
    'uuid.UUID': kind('a UUID'),
    'decimal.Decimal': kind('a number'),
    'fractions.Fraction': kind('a number'),
  },
  leavesOut,
  persistentLoad,
};

/**
 * Objects of classes stand beside weights, such as settings and entries of enumerations, and may be made by a method of
 * their class; functions are called by nobody who means well, and so is what starts programs.
 */
function leavesOut(name: string): boolean {
  return /\.(_*|__pyx_unpickle_)[A-Z]\w*(\.\w+)?$/.test(name) && !/^subprocess\./.test(name);
}

type Call = (...args: PickleValue[]) => PickleValue;

function everyName(module: string, names: readonly string[], call: Call): Record<string, Call> {
  return Object.fromEntries(names.map((name) => [`${module}.${name}`, call]));
}

/** Up to protocol 2, modules have the names that they had in Python 2. */
function inPython2(
  module: 'builtins' | 'copyreg',
  names: readonly string[],
  call: Call,
): Record<string, Call> {
  const old = { builtins: '__builtin__', copyreg: 'copy_reg' }[module];
  return { ...everyName(module, names, call), ...everyName(old, names, call) };
}

/** NumPy 2 renamed `core`. */
function inNumPy2(module: string, names: readonly string[], call: Call): Record<string, Call> {
  return {
    ...everyName(`numpy.core.${module}`, names, call),
    ...everyName(`numpy._core.${module}`, names, call),
  };
}

/** Python 2 gave an OrderedDict its entries in the call, as pairs; others come after it. */
function dictionary(entries: PickleValue): PickleValue {
  if (entries instanceof Map) return new Map(entries);
  const pairs = Array.isArray(entries) && entries.every((pair) => Array.isArray(pair) && pair.length === 2);
  return new Map(pairs ? (entries as [PickleValue, PickleValue][]) : []);
}

/** A class inside of another one may be asked for an object; of what an object has, nothing is known. */
function entryOf(owner: PickleValue, name: PickleValue): PickleValue {
  return owner instanceof PickleGlobal
    ? new PickleGlobal(`${owner.name}.${String(name)}`)
    : new PickleObject('an entry of an object');
}

function kind(text: string): Call {
  return () => new PickleObject(text);
}

function objectOf(type: PickleValue): PickleObject {
  return type instanceof PickleGlobal
    ? new PickleObject(`a ${type.name} object`, type.name)
    : new PickleObject('an object');
}

function persistentLoad(id: PickleValue): PickleValue {
  const [type, storage, key, , numel, view] = Array.isArray(id) ? id : [];
  // Before 1.6, the class of a network was kept with its source code.
  if (type === 'module' && storage instanceof PickleGlobal) return storage;
  const known = storage instanceof PickleGlobal && Object.hasOwn(STORAGES, storage.name);
  if (type === 'storage' && storage instanceof PickleGlobal && !known) {
    throw new Error(
      `refused: its pickle asks for ${storage.name}, of which no elements are known. In Python, save x.float()`,
    );
  }
  if (type !== 'storage' || !known || typeof key !== 'string' || !isCount(numel))
    throw new Error('damaged: a storage is described wrongly in its pickle');
  if (view !== undefined && view !== null)
    throw new Error('refused: it has storage views, which PyTorch gave up in 0.4');
  return new PickledStorage(storage.name, key, numel);
}
