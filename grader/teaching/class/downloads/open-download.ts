import { rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { kindOfFile, unpackZip, withoutArchiveExtension } from '@boletim/grader/submission';
import { createTemporaryFolder } from '@boletim/grader/system';
import { collapsedName, formsOfName } from '../person-names';
import type { Student } from '../roster';
import { listEntries, type Entry } from './entries';
import type { Platform } from './platforms';
import { recognise } from './recognise';

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

async function unpack(file: string, unpacked: string[]): Promise<string> {
  const target = createTemporaryFolder('download');
  unpacked.push(target);
  try {
    await unpackZip(file, target);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be unpacked (${messageOf(error)}); download it again, or unpack it yourself.`,
    );
  }
  return target;
}
