import { PickledStorage } from './pickled-tensor';
import { unpickle } from './pickle';
import { STORAGES } from './storages';
import type { Decoded } from './tensors';
import { TENSOR_WORLD } from './world';

const MAGIC = 0x1950a86a20f9469cfc6cn;
const PROTOCOL = 1001;

/** Reads what `torch.save` wrote before PyTorch 1.6: five pickles, then the storages one after the other. */
export function readLegacy(bytes: Buffer): Decoded {
  if (bytes.length === 0) throw new Error('truncated: it is empty (0 bytes)');
  if (!BEGINNINGS.includes(bytes[0])) throw other();
  const magic = unpickle(bytes, TENSOR_WORLD);
  if (magic.value !== MAGIC) throw other();
  const protocol = unpickle(magic.rest, TENSOR_WORLD);
  if (protocol.value !== PROTOCOL)
    throw new Error(
      `refused: its protocol is ${protocol.value}, known is ${PROTOCOL}. In Python, save it again with torch.save`,
    );
  const system = unpickle(protocol.rest, TENSOR_WORLD);
  const types = new Map<string, string>();
  const world = { ...TENSOR_WORLD, persistentLoad: remembering(types) };
  const object = unpickle(system.rest, world);
  const keys = unpickle(object.rest, TENSOR_WORLD);
  const storages = readStorages(keys.rest, keys.value, types);
  return { value: object.value, find: (storage) => storages.get(storage) };
}

/** Of a pickle: its protocol, or in those of text the number itself. */
const BEGINNINGS: readonly (number | undefined)[] = [0x80, 'L'.charCodeAt(0)];

function other(): Error {
  return new Error(
    'no PyTorch file: it starts neither as a zip archive nor with the magic number. In Python, write it with torch.save; ' +
      'if that is what wrote it, download or copy the file again',
  );
}

/** The storages' types are known only from where the pickle names them. */
function remembering(types: Map<string, string>): (id: unknown) => unknown {
  return (id) => {
    const found = TENSOR_WORLD.persistentLoad(id);
    if (found instanceof PickledStorage) types.set(found.key, found.type);
    return found;
  };
}

function readStorages(bytes: Buffer, keys: unknown, types: Map<string, string>): Map<string, Buffer> {
  const storages = new Map<string, Buffer>();
  let position = 0;
  for (const key of Array.isArray(keys) ? keys : []) {
    const type = STORAGES[types.get(key) ?? ''];
    if (!type) throw new Error(`damaged: storage ${key} is listed and never used`);
    if (position + 8 > bytes.length) throw new Error(`truncated: it ends before storage ${key}`);
    const start = position + 8;
    const length = Number(bytes.readBigInt64LE(position)) * type.bytes;
    if (length < 0 || start + length > bytes.length)
      throw new Error(`truncated: it ends inside storage ${key}`);
    storages.set(key, bytes.subarray(start, start + length));
    position = start + length;
  }
  return storages;
}
