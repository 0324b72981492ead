import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

import { requirePyTorch } from './other-archive';

/** The entries of a file that `torch.save` wrote, by their names without the archive's own folder. */
export async function readArchive(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await inWords(fromBufferPromise(bytes));
  const listed: Entry[] = [];
  const list = zip.eachEntry();
  for (let next = await inWords(list.next()); !next.done; next = await inWords(list.next()))
    listed.push(next.value);
  const folder = requirePyTorch(listed.map(({ fileName }) => fileName));
  const entries = new Map<string, Buffer>();
  // Beside the archive's own folder, computers leave notes of theirs.
  const own = listed.filter(({ fileName }) => fileName.startsWith(folder));
  for (const entry of own)
    entries.set(
      entry.fileName.slice(folder.length),
      await readEntry(zip, entry, { bytes, checked: hasSums(own) }),
    );
  return entries;
}

/** The zip library's errors are about its format; here they all mean one thing. */
function inWords<T>(promise: Promise<T>): Promise<T> {
  return promise.catch(({ message }: Error) => {
    const [, says] = ERRORS.find(([begin]) => message.startsWith(begin)) ?? [];
    throw new Error(says ?? `truncated or damaged: ${message.split('. ')[0]}`);
  });
}

const ERRORS: readonly [begin: string, says: string][] = [
  ['End of central directory', 'truncated: it begins as a zip archive, and the end of one is missing'],
  ['Invalid comment length', 'damaged: it is a zip archive with other bytes behind it'],
];

/** Since 2.6, `torch.serialization.set_crc32_options(False)` leaves all of them zero. */
function hasSums(entries: readonly Entry[]): boolean {
  return entries.some(({ crc32 }) => crc32 !== 0);
}

/** PyTorch stores every entry uncompressed, so its bytes are a part of the file's: nothing is copied or inflated. */
async function readEntry(
  zip: ZipFile,
  entry: Entry,
  { bytes, checked }: { bytes: Buffer; checked: boolean },
): Promise<Buffer> {
  const { fileName, uncompressedSize } = entry;
  if (entry.compressionMethod !== 0) {
    throw new Error(`refused: its entry ${fileName} is compressed. In Python, save it again with torch.save`);
  }
  const { fileDataStart } = await inWords(zip.readLocalFileHeaderPromise(entry, { minimal: true }));
  const data = bytes.subarray(fileDataStart, fileDataStart + uncompressedSize);
  if (data.length === uncompressedSize && (!checked || crc32(data) === entry.crc32)) return data;
  throw new Error(`damaged: the checksum of its entry ${fileName} does not match`);
}
