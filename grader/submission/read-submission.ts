import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import { UsageError, messageOf } from '../errors';

/** What was taken from a submission: text of the files that assignment.yaml names, and why others are unusable. */
export interface SubmittedFiles {
  /** Relative path to content. */
  files: Map<string, string>;
  /** Relative path to what is wrong with it, in words for the student. */
  problems: Map<string, string>;
  missing: string[];
  ignored: string[];
  digest: string;
}

const MAX_IGNORED = 100;
const NEVER_SUBMITTED = new Set(['node_modules', '.git']);

/**
 * Reads a submission: an assignment folder (`src/…` inside) or a whole checkout. Takes regular files that
 * assignment.yaml names and nothing else; a link, a device or a huge file is a problem of that file alone.
 */
export function readSubmission(folder: string, assignment: Assignment): SubmittedFiles {
  const root = submissionRoot(folder, assignment.spec.id);
  const result = {
    files: new Map<string, string>(),
    problems: new Map<string, string>(),
    missing: [] as string[],
  };
  const wanted = wantedFiles(assignment);
  for (const file of wanted) {
    const content = readSubmittedFile(root, file, assignment.limits.fileKilobytes * 1024);
    if (content === undefined) noteMissing(result.missing, file, assignment);
    else if ('problem' in content) result.problems.set(file, content.problem);
    else result.files.set(file, content.text);
  }
  return { ...result, ignored: ignoredFiles(root, wanted), digest: digestOf(result.files) };
}

/** The question files, and the declaration where the assignment asks for one. */
function wantedFiles({ spec }: Assignment): string[] {
  return [...new Set([...spec.files, ...(spec.declaration === undefined ? [] : [spec.declaration])])];
}

/** A declaration that is not there has a status of its own in the report. */
function noteMissing(missing: string[], file: string, { spec }: Assignment): void {
  if (file !== spec.declaration) missing.push(file);
}

function submissionRoot(folder: string, assignmentId: string): string {
  const absolute = path.resolve(folder);
  if (!fs.statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`The submission "${folder}" is not a folder; give the folder that holds src/.`);
  }
  const root = fs.realpathSync(absolute);
  const inCheckout = path.join(root, 'assignments', assignmentId);
  return isFolderItself(inCheckout) ? inCheckout : root;
}

/** A link, here or on the way, would lead out of the submission. */
function isFolderItself(folder: string): boolean {
  try {
    return fs.realpathSync(folder) === folder && fs.statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function readSubmittedFile(
  root: string,
  file: string,
  maxBytes: number,
): { text: string } | { problem: string } | undefined {
  const absolute = path.join(root, ...file.split('/'));
  let descriptor: number | undefined;
  try {
    if (fs.realpathSync(absolute) !== absolute)
      return { problem: `${file} is a link; submit the file itself` };
    const flags = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);
    descriptor = fs.openSync(absolute, flags);
    return readDescriptor(descriptor, file, maxBytes);
  } catch (error) {
    return unreadable(error, file);
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function unreadable(error: unknown, file: string): { problem: string } | undefined {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return undefined;
    case 'ELOOP':
      return { problem: `${file} is a link; submit the file itself` };
    case 'EACCES':
    case 'EPERM':
      return { problem: `${file} may not be read by the grader; give it read permission (chmod a+r)` };
    default:
      return { problem: `${file} cannot be read (${messageOf(error)})` };
  }
}

function readDescriptor(
  descriptor: number,
  file: string,
  maxBytes: number,
): { text: string } | { problem: string } {
  const status = fs.fstatSync(descriptor);
  if (!status.isFile()) return { problem: `${file} is not a regular file` };
  if (status.nlink > 1)
    return { problem: `${file} is a hard link to another file; submit a copy of its own` };
  if (status.size > maxBytes) {
    return {
      problem: `${file} has ${Math.ceil(status.size / 1024)} KB; the limit is ${Math.floor(maxBytes / 1024)} KB`,
    };
  }
  const bytes = Buffer.alloc(status.size);
  const length = fs.readSync(descriptor, bytes, 0, status.size, 0);
  return decodeText(bytes.subarray(0, length), file);
}

function decodeText(bytes: Uint8Array, file: string): { text: string } | { problem: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: `${file} is not UTF-8 text; save it with the encoding UTF-8` };
  }
  if (text.trim() !== '' || !file.endsWith('.ts')) return { text };
  return { problem: `${file} is empty; copy the stub back and write the function there` };
}

/**
 * What is lying around that nobody asked for: shown, so that a misplaced file does not go unnoticed. Of what lies
 * beside `src` (a whole assignment has much there) only what is called like a file that is asked for.
 */
function ignoredFiles(root: string, wanted: string[]): string[] {
  const source = path.join(root, 'src');
  if (!fs.existsSync(source)) return filesBelow(root, root, wanted);
  const names = new Set(wanted.map((file) => path.posix.basename(file)));
  const beside = entriesOf(root)
    .filter((entry) => !entry.isDirectory() && names.has(entry.name) && !wanted.includes(entry.name))
    .map((entry) => entry.name);
  return [...filesBelow(source, root, wanted), ...beside].sort().slice(0, MAX_IGNORED);
}

function filesBelow(start: string, root: string, wanted: string[]): string[] {
  const found: string[] = [];
  const folders = [start];
  for (let folder = folders.pop(); folder && found.length < MAX_IGNORED; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      const absolute = path.join(folder, entry.name);
      const relative = path.relative(root, absolute).split(path.sep).join('/');
      if (entry.isDirectory() && !NEVER_SUBMITTED.has(entry.name)) folders.push(absolute);
      else if (!entry.isDirectory() && !wanted.includes(relative) && found.length < MAX_IGNORED)
        found.push(relative);
    }
  }
  return found.sort();
}

/** A folder that cannot be listed (no rights, a path beyond the system's length) hides only what is ignored anyway. */
function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function digestOf(files: Map<string, string>): string {
  const hash = createHash('sha256');
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(JSON.stringify([file, text.length])).update(text);
  }
  return hash.digest('hex');
}
