import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

/** The entries of a file that `torch.save` wrote, by their names without the archive's own folder. */
export async function readArchive(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await inWords(fromBufferPromise(bytes));
  const entries = new Map<string, Buffer>();
  const list = zip.eachEntry();
  for (let next = await inWords(list.next()); !next.done; next = await inWords(list.next())) {
    const name = next.value.fileName.slice(next.value.fileName.indexOf('/') + 1);
    entries.set(name, await readEntry(zip, next.value, bytes));
  }
  return entries;
}

/** The zip library's errors are about its format; here they all mean one thing. */
function inWords<T>(promise: Promise<T>): Promise<T> {
  return promise.catch((error: Error) => {
    throw new Error(`truncated or damaged: ${error.message}`);
  });
}

/** PyTorch stores every entry uncompressed, so its bytes are a part of the file's: nothing is copied or inflated. */
async function readEntry(zip: ZipFile, entry: Entry, bytes: Buffer): Promise<Buffer> {
  const { fileName, uncompressedSize } = entry;
  if (entry.compressionMethod !== 0) throw new Error(`refused: its entry ${fileName} is compressed`);
  const { fileDataStart } = await inWords(zip.readLocalFileHeaderPromise(entry, { minimal: true }));
  const data = bytes.subarray(fileDataStart, fileDataStart + uncompressedSize);
  if (data.length === uncompressedSize && crc32(data) === entry.crc32) return data;
  throw new Error(`damaged: the checksum of its entry ${fileName} does not match`);
}
