import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry, ZipFile } from 'yauzl';
import { FetchError } from './fetch-error';
import { bytes } from './progress';

/** What an archive may contain at most. */
export interface ExtractLimits {
  maxEntries?: number;
  /** Of all files together, unpacked. */
  maxBytes?: number;
  /** Unpacked against packed, for entries of more than a megabyte. */
  maxRatio?: number;
}

/**
 * Unpacks a zip archive into a new folder. Refuses, before the first file is written, an archive with an entry
 * that leaves the folder, a link or another special file, or more than the limits: it writes only plain files.
 */
export async function extractZip(archive: string, folder: string, limits: ExtractLimits = {}): Promise<void> {
  const { openPromise } = await import('yauzl');
  try {
    await requireHarmless(await openPromise(archive), limits);
    const zip = await openPromise(archive, { autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) await extract(zip, entry, folder);
    } finally {
      zip.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // An errno is the disk's; what has none is about the archive.
    if (code) throw error;
    throw new FetchError(`${archive} was not unpacked: ${message}`, false, { cause: error });
  }
}

/** The library itself refuses names with `..`, absolute names and lying lengths. */
async function requireHarmless(zip: ZipFile, limits: ExtractLimits): Promise<void> {
  const { maxEntries = 200_000, maxBytes = 8e9, maxRatio = 200 } = limits;
  const names = new Set<string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    total += entry.uncompressedSize;
    const wrong = [
      [names.has(key(name)), 'appears twice'],
      [isSpecial(entry), 'is a link or another special file'],
      [entry.isEncrypted(), 'is encrypted'],
      [expands(entry) > maxRatio, `unpacks to ${Math.round(expands(entry))} times its size`],
      [names.size >= maxEntries, `is one more than the ${maxEntries} entries that are allowed`],
      [total > maxBytes, `makes it more than the ${bytes(maxBytes)} that are allowed`],
    ].find(([applies]) => applies);
    if (wrong) throw new Error(`its entry ${name} ${wrong[1]}`);
    names.add(key(name));
  }
}

/** Names that differ only in case are one file on some systems. */
function key(name: string): string {
  return name.toLowerCase();
}

/** The upper half holds Unix's mode where a Unix wrote the archive: 0 or a plain file or folder is harmless. */
function isSpecial({ externalFileAttributes }: Entry): boolean {
  const type = (externalFileAttributes >>> 16) & 0o170000;
  return type !== 0 && type !== 0o100000 && type !== 0o040000;
}

function expands({ uncompressedSize, compressedSize }: Entry): number {
  return uncompressedSize > 1e6 ? uncompressedSize / Math.max(compressedSize, 1) : 1;
}

async function extract(zip: ZipFile, entry: Entry, folder: string): Promise<void> {
  const target = path.resolve(folder, entry.fileName);
  if (!target.startsWith(path.resolve(folder) + path.sep))
    throw new Error(`its entry ${entry.fileName} leaves the folder`);
  if (entry.fileName.endsWith('/')) return void fs.mkdirSync(target, { recursive: true });
  fs.mkdirSync(path.dirname(target), { recursive: true });
  // 'wx': an entry is never written through something that is there already.
  await pipeline(await zip.openReadStreamPromise(entry), fs.createWriteStream(target, { flags: 'wx' }));
}
