import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { findLayout } from './layout';
import { SubmissionProblem } from './problem';
import { readFolder } from './read-folder';
import { readTar } from './read-tar';
import { readZip } from './read-zip';
import { kindOfFile, type Upload } from './upload';
import { DEFAULT_READ_LIMITS, type ReadLimits, type SubmittedTree, type Wanted } from './tree';

/** The files of one submission that will be graded, by the path that assignment.yaml gives them. */
export interface CollectedSubmission {
  files: Map<string, Buffer>;
  missing: string[];
  /** Files that no assignment asks for. */
  ignored: string[];
  /** What the instructor may want to know: refused links, an odd layout, archives that were not opened. */
  notes: string[];
  /** sha256 over the files' paths and bytes. */
  digest: string;
  /** What lay beside the files and is no part of the answer, by name. */
  extras: Map<string, Buffer>;
}

export interface CollectOptions {
  /** assignment.yaml's `files`, with the declaration. */
  files: readonly string[];
  /** assignment.yaml's `declaration`. */
  declaration?: string | undefined;
  /** Names of files that are taken from wherever they lie and do not count as part of the answer. */
  extras?: readonly string[];
  /** The assignment's id. */
  assignment: string;
  limits?: Partial<ReadLimits>;
}

/** Takes from a submission what the assignment names. Throws SubmissionProblem with the reason when it cannot. */
export async function collectSubmission(
  submission: { readonly uploads: readonly Upload[] },
  options: CollectOptions,
): Promise<CollectedSubmission> {
  const { extras: beside = [] } = options;
  const names = new Set([...options.files.map((file) => path.posix.basename(file)), ...beside]);
  const reader: Reader = {
    wanted: (file) => names.has(path.posix.basename(file)),
    limits: { ...DEFAULT_READ_LIMITS, ...options.limits },
    notes: [],
  };
  const tree = await readUploads(submission.uploads, reader);
  if (tree.paths.length === 0 && tree.refused.length > 0) {
    const reasons = tree.refused.slice(0, 5).join('; ');
    throw new SubmissionProblem('empty', `it holds no file that can be taken: ${reasons}`);
  }
  const extras = beside.flatMap((name) => nearestTo(name, tree));
  const answers = tree.paths.filter((file) => !extras.includes(file));
  const layout = findLayout({ ...options, paths: answers });
  const files = new Map<string, Buffer>();
  for (const [file, found] of layout.found)
    if (tree.files.has(found)) files.set(file, tree.files.get(found)!);
  const taken = new Set(layout.found.values());
  return {
    files,
    missing: options.files.filter((file) => !files.has(file)),
    ignored: answers.filter((file) => !taken.has(file)).sort(),
    notes: [...reader.notes, ...layout.notes, ...tree.refused],
    digest: digestFiles(files),
    extras: new Map(extras.map((file) => [path.posix.basename(file), tree.files.get(file)!])),
  };
}

/** The file of this name that lies least deep; none when there is none that can be read. */
function nearestTo(name: string, tree: SubmittedTree): string[] {
  const depth = (file: string) => file.split('/').length;
  const found = tree.paths.filter((file) => path.posix.basename(file) === name && tree.files.has(file));
  return found.sort((a, b) => depth(a) - depth(b)).slice(0, 1);
}

/** sha256 over paths and bytes, in the order of the paths. */
export function digestFiles(files: ReadonlyMap<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const file of [...files.keys()].sort()) {
    const bytes = files.get(file)!;
    hash.update(`${Buffer.byteLength(file)}:${file}${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}

interface Reader {
  wanted: Wanted;
  limits: ReadLimits;
  notes: string[];
}

async function readUploads(uploads: readonly Upload[], reader: Reader): Promise<SubmittedTree> {
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
  if ((await stat(upload.path)).size === 0) throw new SubmissionProblem('empty', 'the archive has no bytes');
  return upload.kind === 'zip' ? readZip(upload.path, wanted, limits) : readTar(upload.path, wanted, limits);
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

/** Canvas hands over single files when a student uploads single files. */
async function readLooseFiles(uploads: readonly Upload[], reader: Reader): Promise<SubmittedTree> {
  const tree: SubmittedTree = { paths: [], files: new Map(), refused: [] };
  for (const upload of uploads) {
    const { size } = await stat(upload.path);
    if (!tree.paths.includes(upload.name)) tree.paths.push(upload.name);
    if (!reader.wanted(upload.name)) continue;
    if (size > reader.limits.fileBytes) tree.refused.push(`${upload.name} has ${size} bytes`);
    else tree.files.set(upload.name, await readFile(upload.path));
  }
  return tree;
}
