import { createHash } from 'node:crypto';
import path from 'node:path';
import { askedFiles } from '../assignment/asked-files';
import { messageOf } from '../errors';
import { decodeText } from './decode-text';
import { findLayout, type Layout } from './layout';
import { SubmissionProblem, type ProblemCode } from './problem';
import { MAX_IGNORED, type Expected, type SubmittedFiles } from './submitted-files';
import { readUploads } from './read-uploads';
import { DEFAULT_READ_LIMITS, shortened, type SubmittedTree } from './tree';
import type { Upload } from './upload';

/** What reading asks for and gives, as it crosses to another process. */
export interface ReadRequest {
  uploads: readonly Upload[];
  expected: Expected;
}
export type TakenFiles = Omit<SubmittedFiles, 'declaration'>;
/** `unread` counts the files that nobody asked for. */
export type ReadResult =
  { submitted: TakenFiles; unread: number } | { problem: { code: ProblemCode; message: string } };

/**
 * Reads a submission in the calling process: takes regular files that assignment.yaml names and nothing else; a link, a
 * device or a huge file is a problem of that file alone.
 */
export async function takeFiles({ uploads, expected }: ReadRequest): Promise<ReadResult> {
  try {
    return await readFiles(uploads, expected);
  } catch (error) {
    if (error instanceof SubmissionProblem) return { problem: { code: error.code, message: error.message } };
    // Whatever goes wrong here is about this submission: a file nobody may read, a broken disk.
    const message = `it cannot be read (${shortened(messageOf(error))})`;
    return { problem: { code: 'unreadable', message } };
  }
}

async function readFiles(uploads: readonly Upload[], expected: Expected): Promise<ReadResult> {
  const wanted = askedFiles(expected);
  const names = new Set(wanted.map(nameOf));
  const limits = { ...DEFAULT_READ_LIMITS, fileBytes: expected.fileKilobytes * 1024 };
  const isWanted = (file: string) => names.has(nameOf(file));
  const { tree, notes } = await readUploads(uploads, { wanted: isWanted, limits });
  const layout = layoutOf(tree, wanted, expected);
  return {
    submitted: {
      ...filesOf(tree, { layout, wanted, expected }),
      notes: [...notes, ...layout.notes, ...tree.refused],
    },
    unread: tree.paths.length - tree.files.size + tree.uncounted,
  };
}

/** As macOS and all others write it: with accents on their letters. */
function nameOf(file: string): string {
  return path.posix.basename(file).normalize('NFC');
}

/** What cannot be taken still says where the student meant a file to lie. */
function layoutOf(tree: SubmittedTree, files: string[], expected: Expected): Layout {
  const paths = [...new Set([...tree.paths, ...tree.unusable.keys()])];
  if (paths.length === 0 && tree.refused.length > 0) {
    const reasons = tree.refused
      .slice(0, 5)
      .map((reason) => reason.slice(0, 200))
      .join('; ');
    throw new SubmissionProblem('empty', `it holds no file that can be taken: ${reasons}`);
  }
  const { declaration, assignment } = expected;
  return findLayout({ paths, files, declaration, links: tree.links, assignment });
}

interface Found {
  layout: Layout;
  wanted: string[];
  expected: Expected;
}

function filesOf(tree: SubmittedTree, { layout, wanted, expected }: Found): Omit<TakenFiles, 'notes'> {
  const [files, problems] = [new Map<string, string>(), new Map<string, string>()];
  for (const file of wanted) {
    const content = contentOf(file, layout.found.get(file), tree) ?? linkAbove(file, layout, tree);
    if (content === undefined) continue;
    if ('problem' in content) problems.set(file, `${file} ${content.problem}`);
    else files.set(file, content.text);
  }
  const there = (file: string) => files.has(file) || problems.has(file);
  // A declaration that is not there has a status of its own in the report.
  const missing = wanted.filter((file) => !there(file) && file !== expected.declaration);
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
    lookAlikes: lookAlikes.filter(({ file }) => file !== expected.declaration),
    ignored: ignoredOf(tree, { layout, wanted }),
    digest: digestOf(files, problems),
  };
}

/**
 * What is lying around that nobody asked for: shown, so that a misplaced file does not go unnoticed. Of what lies beside
 * the folders of the questions (a whole assignment has much there) only what is called like a file that is asked for.
 */
function ignoredOf({ paths }: SubmittedTree, { layout, wanted }: Omit<Found, 'expected'>): string[] {
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
