import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { SubmissionProblem } from './problem';
import { readFolder } from './read-folder';
import { readWhole, UnusableFile, withRegularFile } from './regular-file';
import { TreeBuilder, type ReadLimits, type SubmittedTree, type Wanted } from './tree';
import { kindOfFile, type Upload } from './upload';

/** Reads what was handed in as one tree; of several archives the last. */
export async function readUploads(
  uploads: readonly Upload[],
  options: { wanted: Wanted; limits: ReadLimits },
): Promise<{ tree: SubmittedTree; notes: string[] }> {
  const reader: Reader = { ...options, notes: [] };
  return { tree: await readAll(uploads, reader), notes: reader.notes };
}

interface Reader {
  wanted: Wanted;
  limits: ReadLimits;
  notes: string[];
}

async function readAll(uploads: readonly Upload[], reader: Reader): Promise<SubmittedTree> {
  const archives = uploads.filter(({ kind }) => kind !== 'file');
  const last = archives.at(-1);
  if (!last) return readLooseFiles(uploads, reader);
  if (archives.length > 1)
    reader.notes.push(`${archives.length} archives were handed in; ${last.name} was taken`);
  const loose = uploads.filter(({ kind, name }) => kind === 'file' && reader.wanted(name));
  if (loose.length > 0)
    reader.notes.push(
      `handed in beside ${last.name}, not graded: ${loose.map(({ name }) => name).join(', ')}`,
    );
  const tree = await readUpload(last, reader);
  return last.kind === 'folder' ? unwrapArchive(last.path, tree, reader) : tree;
}

async function readUpload(upload: Upload, { wanted, limits }: Reader): Promise<SubmittedTree> {
  if (upload.kind === 'folder') return readFolder(upload.path, wanted, limits);
  if (upload.kind === 'unsupported-archive') {
    throw new SubmissionProblem('unsupported', `${path.basename(upload.path)} is neither a zip nor a tar.gz`);
  }
  return openArchive(upload, async (file, size) => {
    if (size === 0) throw new SubmissionProblem('empty', 'the archive has no bytes');
    // Most submissions are folders, and their student waits.
    const read =
      upload.kind === 'zip'
        ? (await import('./read-zip.ts')).readZip
        : (await import('./read-tar.ts')).readTar;
    return read(file, wanted, limits);
  });
}

async function openArchive(
  { path: file }: Upload,
  read: (handle: FileHandle, size: number) => Promise<SubmittedTree>,
): Promise<SubmittedTree> {
  try {
    return await withRegularFile(file, read);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    throw new SubmissionProblem('unreadable', `its archive ${path.basename(file)} ${error.message}`);
  }
}

/** Moodle and Gradescope put what was uploaded into a folder: often that is a single archive. */
async function unwrapArchive(folder: string, tree: SubmittedTree, reader: Reader): Promise<SubmittedTree> {
  const archives = tree.paths.filter((file) => !['file', 'folder'].includes(kindOfFile(file)));
  if (archives.length === 0) return tree;
  if (tree.files.size > 0) {
    // Further down lie data sets and the like.
    const beside = archives.filter((file) => !file.includes('/'));
    if (beside.length > 0) reader.notes.push(`not opened, as files lie beside it: ${beside.join(', ')}`);
    return tree;
  }
  if (archives.length > 1) {
    throw new SubmissionProblem('wrong-layout', `it holds several archives: ${archives.join(', ')}`);
  }
  const [name] = archives as [string];
  return readUpload({ path: path.join(folder, name), name, kind: kindOfFile(name) }, reader);
}

/** Canvas hands over single files when a student uploads single files; a later one replaces an earlier. */
async function readLooseFiles(uploads: readonly Upload[], reader: Reader): Promise<SubmittedTree> {
  const builder = new TreeBuilder(reader.wanted, reader.limits);
  const latest = new Map(uploads.map((upload) => [upload.name, upload]));
  for (const { name, path: file } of latest.values()) await readLooseFile(name, file, builder);
  return builder.tree;
}

async function readLooseFile(name: string, file: string, builder: TreeBuilder): Promise<void> {
  if (builder.enter(name) === undefined) return;
  try {
    await withRegularFile(file, async (handle, size) => {
      if (builder.addFile(name, size)) builder.keep(name, await readWhole(handle, size));
    });
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    builder.markUnusable(name, error.message);
  }
}
