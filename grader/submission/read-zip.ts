import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { SubmissionProblem } from './problem';
import { shortened, TreeBuilder, type ReadLimits, type SubmittedTree, type Wanted } from './tree';

/**
 * Reads a zip without writing anything: the list of its files, and the bytes of the wanted ones.
 * Throws SubmissionProblem when it is damaged, encrypted, hostile or over the limits.
 */
export async function readZip(file: FileHandle, wanted: Wanted, limits: ReadLimits): Promise<SubmittedTree> {
  const builder = new TreeBuilder(wanted, limits);
  try {
    // Not strict: Windows tools write backslashes, which yauzl turns into "/" before it checks the name.
    const zip = await yauzl.fromFdPromise(file.fd, { autoClose: false, strictFileNames: false });
    for await (const entry of zip.eachEntry()) await readEntry(zip, entry, builder);
  } catch (error) {
    throw asProblem(error);
  }
  return builder.tree;
}

async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, builder: TreeBuilder): Promise<void> {
  const path = builder.enter(entry.fileName);
  if (path === undefined || entry.fileName.endsWith('/')) return;
  if (isLink(entry)) return builder.refuseLink(path);
  if (!builder.addFile(path, entry.uncompressedSize)) return;
  if (entry.isEncrypted()) throw new SubmissionProblem('corrupt', 'it is protected by a password');
  builder.keep(path, await readBytes(zip, entry));
}

/** Whether an entry is a link: the upper half of its attributes is the Unix mode. */
export function isLink(entry: yauzl.Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

/** yauzl ends the stream with an error when more bytes come out than the directory promised. */
async function readBytes(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (crc32(bytes) === entry.crc32) return bytes;
  throw new SubmissionProblem('corrupt', `its file ${shortened(entry.fileName)} was damaged on the way`);
}

function asProblem(error: unknown): SubmissionProblem {
  if (error instanceof SubmissionProblem) return error;
  const message = shortened((error as Error).message);
  if (/absolute path|invalid relative path|invalid characters/.test(message)) {
    return new SubmissionProblem('unsafe', `it holds an entry that leaves its folder (${message})`);
  }
  return new SubmissionProblem('corrupt', `it is not a readable zip file (${message})`);
}
