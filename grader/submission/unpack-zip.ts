import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { isLink } from './read-zip';
import { isClutter, safePath } from './tree';

/**
 * Unpacks a zip that a platform made into a folder; archives inside stay packed, links and what tools leave behind stay
 * in it.
 * @throws an Error for a damaged zip, an entry that leads elsewhere, and two entries of one name
 */
export async function unpackZip(file: string, folder: string): Promise<void> {
  const zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: false });
  try {
    for await (const entry of zip.eachEntry()) await unpackEntry(zip, entry, folder);
  } finally {
    zip.close();
  }
}

async function unpackEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, folder: string): Promise<void> {
  const name = safePath(entry.fileName);
  if (isClutter(name) || isLink(entry)) return;
  const place = path.join(folder, name);
  if (entry.fileName.endsWith('/')) return void (await mkdir(place, { recursive: true }));
  await mkdir(path.dirname(place), { recursive: true });
  // Two entries of one name would be two people's, or two versions: nobody can say which counts.
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place, { flags: 'wx' }));
}
