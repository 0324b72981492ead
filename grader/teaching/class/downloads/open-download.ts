import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { messageOf, UsageError } from '../../../errors';
import { isClutter, safePath } from '../../../submission/tree';
import { kindOfFile, withoutArchiveExtension } from '../../../submission/upload';
import { createTemporaryFolder } from '../../../system/temporary-folder';
import { collapsedName, formsOfName } from '../person-names';
import type { Student } from '../roster';
import { listEntries, type Entry } from './entries';
import { recognise, type Platform } from './recognise';

/** The folder whose entries are the submissions. */
export interface Download {
  folder: string;
  entries: Entry[];
  /** Removes what was unpacked for it. */
  close(): void;
}

export interface DownloadOptions {
  roster: readonly Student[];
  from?: Platform | undefined;
}

/**
 * Opens a download as it came: the zip itself, or a folder that holds nothing but the download's own folder or zip
 * (Gradescope's `assignment_7_export`). Submissions inside stay packed.
 * @throws UsageError when there is no such thing
 */
export async function openDownload(place: string, options: DownloadOptions): Promise<Download> {
  const unpacked: string[] = [];
  const close = () => unpacked.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  try {
    const folder = await folderOf(place, unpacked);
    return { ...(await descend(folder, { options, unpacked })), close };
  } catch (error) {
    close();
    throw error;
  }
}

async function folderOf(place: string, unpacked: string[]): Promise<string> {
  const status = await stat(place).catch((error: Error) => {
    throw new UsageError(`cannot read the submissions folder ${place}: ${error.message}`);
  });
  if (status.isDirectory()) return place;
  if (kindOfFile(place) === 'zip') return unpack(place, unpacked);
  throw new UsageError(
    `${place} is neither a folder nor a zip; give a folder with one entry a student, or a download`,
  );
}

interface Descent {
  options: DownloadOptions;
  unpacked: string[];
}

/** One entry alone may be the student's, or what the submissions are in: its content says. */
async function descend(folder: string, { options, unpacked }: Descent): Promise<Omit<Download, 'close'>> {
  const entries = await listEntries(folder);
  const [only, ...others] = entries;
  if (!only || others.length > 0 || recognise(entries, options).platform !== 'plain')
    return { folder, entries };
  const isExport = /^(assignment_\d+_export|submissions)( \(\d+\))?(\.zip)?$/i.test(only.name);
  if (only.kind === 'zip' && isExport)
    return descend(await unpack(only.path, unpacked), { options, unpacked });
  if (only.kind !== 'folder') return { folder, entries };
  const inner = await listEntries(only.path);
  const isDownload =
    isExport ||
    recognise(inner, options).platform !== 'plain' ||
    (!isSomebody(only, options) && inner.some((entry) => isSomebody(entry, options)));
  return isDownload ? { folder: only.path, entries: inner } : { folder, entries };
}

function isSomebody({ name }: Entry, { roster }: DownloadOptions): boolean {
  const bare = withoutArchiveExtension(name).toLowerCase();
  return roster.some(
    ({ id, email, username, name: known }) =>
      [id, email, username].some((key) => key.toLowerCase() === bare) ||
      (known !== '' && formsOfName(known).includes(collapsedName(bare))),
  );
}

/** Unpacks the platform's own zip. Entries that lead elsewhere, links and clutter stay in it. */
async function unpack(file: string, unpacked: string[]): Promise<string> {
  const target = createTemporaryFolder('download');
  unpacked.push(target);
  try {
    const zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: false });
    try {
      for await (const entry of zip.eachEntry()) await unpackEntry(zip, entry, target);
    } finally {
      zip.close();
    }
  } catch (error) {
    throw new UsageError(
      `${file} cannot be unpacked (${messageOf(error)}); download it again, or unpack it yourself.`,
    );
  }
  return target;
}

async function unpackEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, target: string): Promise<void> {
  const name = safePath(entry.fileName);
  if (isClutter(name) || isLink(entry)) return;
  const place = path.join(target, name);
  if (entry.fileName.endsWith('/')) return void (await mkdir(place, { recursive: true }));
  await mkdir(path.dirname(place), { recursive: true });
  // Two entries of one name would be two people's, or two versions: nobody can say which counts.
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place, { flags: 'wx' }));
}

/** The upper half of the attributes is the Unix mode. */
function isLink(entry: yauzl.Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}
