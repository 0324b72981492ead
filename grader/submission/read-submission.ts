import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import { messageOf } from '../errors';
import { decodeText } from './decode-text';
import { findLayout, type Layout } from './layout';
import type { LookAlike } from './look-alikes';
import { SubmissionProblem } from './problem';
import { readUploads } from './read-uploads';
import { DEFAULT_READ_LIMITS, type SubmittedTree } from './tree';
import type { Upload } from './upload';

/** What was taken from a submission: text of the files that assignment.yaml names, and why others are unusable. */
export interface SubmittedFiles {
  /** Relative path to content. */
  files: Map<string, string>;
  /** Relative path to what is wrong with it, in words for the student. */
  problems: Map<string, string>;
  /** Question files that are not there. */
  missing: string[];
  /** What nobody asked for, the first of it. */
  ignored: string[];
  /** What the instructor may want to know: refused links, an odd layout, archives that were not opened. */
  notes: string[];
  /** Question files that are not there, beside what may have been meant by them. */
  lookAlikes: LookAlike[];
  /** sha256 over the files and problems: equal ones are graded alike. */
  digest: string;
}

/** The parts of an assignment that say what a submission may hold. */
export type Expected = { spec: Pick<Assignment['spec'], 'id' | 'files' | 'declaration'> } & {
  limits: Pick<Assignment['limits'], 'fileKilobytes'>;
};

/**
 * Reads a submission once, whatever it came as: folders, zip and tar files or single files. Takes regular files that
 * assignment.yaml names and nothing else; a link, a device or a huge file is a problem of that file alone.
 * @throws SubmissionProblem when nothing can be taken from it
 */
export async function readSubmission(
  uploads: readonly Upload[],
  assignment: Expected,
): Promise<SubmittedFiles> {
  const wanted = wantedFiles(assignment);
  const names = new Set(wanted.map(nameOf));
  const limits = { ...DEFAULT_READ_LIMITS, fileBytes: assignment.limits.fileKilobytes * 1024 };
  const { tree, notes } = await asProblem(() =>
    readUploads(uploads, { wanted: (file) => names.has(nameOf(file)), limits }),
  );
  const layout = layoutOf(tree, wanted, assignment);
  return {
    ...takeFiles(tree, { layout, wanted, assignment }),
    notes: [...notes, ...layout.notes, ...tree.refused, ...noteOnUnread(tree)],
  };
}

/** As macOS and all others write it: with accents on their letters. */
function nameOf(file: string): string {
  return path.posix.basename(file).normalize('NFC');
}

/** The question files, and the declaration where the assignment asks for one. */
function wantedFiles({ spec }: Expected): string[] {
  return [...new Set([...spec.files, ...(spec.declaration === undefined ? [] : [spec.declaration])])];
}

/** Whatever goes wrong while a submission is read is about that submission: a file nobody may read, a broken disk. */
async function asProblem<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SubmissionProblem) throw error;
    throw new SubmissionProblem('unreadable', `it cannot be read (${messageOf(error)})`);
  }
}

/** What cannot be taken still says where the student meant a file to lie. */
function layoutOf(tree: SubmittedTree, files: string[], { spec }: Expected): Layout {
  const paths = [...new Set([...tree.paths, ...tree.unusable.keys()])];
  if (paths.length === 0 && tree.refused.length > 0) {
    const reasons = tree.refused.slice(0, 5).join('; ');
    throw new SubmissionProblem('empty', `it holds no file that can be taken: ${reasons}`);
  }
  return findLayout({ paths, files, declaration: spec.declaration, links: tree.links, assignment: spec.id });
}

interface Found {
  layout: Layout;
  wanted: string[];
  assignment: Expected;
}

const MAX_IGNORED = 100;

function takeFiles(
  tree: SubmittedTree,
  { layout, wanted, assignment }: Found,
): Omit<SubmittedFiles, 'notes'> {
  const [files, problems] = [new Map<string, string>(), new Map<string, string>()];
  for (const file of wanted) {
    const content = contentOf(file, layout.found.get(file), tree) ?? linkAbove(file, layout, tree);
    if (content === undefined) continue;
    if ('problem' in content) problems.set(file, `${file} ${content.problem}`);
    else files.set(file, content.text);
  }
  const there = (file: string) => files.has(file) || problems.has(file);
  // A declaration that is not there has a status of its own in the report.
  const missing = wanted.filter((file) => !there(file) && file !== assignment.spec.declaration);
  const lookAlikes = layout.lookAlikes.filter(({ file }) => !there(file));
  for (const { file, path: place } of lookAlikes)
    problems.set(
      file,
      `${file} is not there, but "${place}" is; if you mean it, call it ${file} and submit again`,
    );
  return {
    files,
    problems,
    missing,
    lookAlikes: lookAlikes.filter(({ file }) => file !== assignment.spec.declaration),
    ignored: ignoredOf(tree, { layout, wanted, assignment }),
    digest: digestOf(files, problems),
  };
}

/**
 * What is lying around that nobody asked for: shown, so that a misplaced file does not go unnoticed. Of what lies beside
 * the folders of the questions (a whole assignment has much there) only what is called like a file that is asked for.
 */
function ignoredOf({ paths }: SubmittedTree, { layout, wanted }: Found): string[] {
  const taken = new Set(layout.found.values());
  const names = new Set(wanted.map(nameOf));
  const inPlace = wanted.some((file) => layout.found.get(file) === `${layout.folder}${file}`);
  const folders = inPlace
    ? wanted.filter((file) => file.includes('/')).map((file) => file.split('/')[0]!)
    : [''];
  const near = (file: string) =>
    folders.some((folder) => file.startsWith(`${layout.folder}${folder && `${folder}/`}`));
  return paths
    .filter(
      (file) =>
        !taken.has(file) &&
        (near(file) || (file.startsWith(layout.folder) && names.has(file.slice(layout.folder.length)))),
    )
    .sort()
    .slice(0, MAX_IGNORED);
}

/** What is shown of unwanted files is a list that people read; a data set is only counted. */
function noteOnUnread({ paths, files, uncounted }: SubmittedTree): string[] {
  const unread = paths.length - files.size + uncounted;
  return unread > MAX_IGNORED ? [`${unread} other files were counted and not read`] : [];
}

type Content = { text: string } | { problem: string };

function contentOf(file: string, place: string | undefined, tree: SubmittedTree): Content | undefined {
  if (place === undefined) return undefined;
  const problem = tree.unusable.get(place);
  if (problem !== undefined) return { problem };
  const bytes = tree.files.get(place);
  return bytes && decodeText(bytes, { mayBeEmpty: !file.endsWith('.ts') });
}

/** A link to a folder would lead out of the submission. */
function linkAbove(file: string, { folder }: Layout, { links }: SubmittedTree): Content | undefined {
  const parts = `${folder}${file}`.split('/');
  const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  return above.some((place) => links.has(place))
    ? { problem: 'is a link; submit the file itself' }
    : undefined;
}

function digestOf(files: Map<string, string>, problems: Map<string, string>): string {
  const hash = createHash('sha256');
  for (const map of [files, problems]) {
    for (const [file, text] of [...map].sort(([a], [b]) => (a < b ? -1 : 1)))
      hash.update(JSON.stringify([file, text.length])).update(text);
  }
  return hash.digest('hex');
}
