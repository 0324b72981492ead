import { findLookAlikes, type LookAlike } from './look-alikes';
import { SubmissionProblem } from './problem';
import { shortened } from './tree';

/** Where an assignment's files lie inside a submission: its path for each of the assignment's. */
export interface Layout {
  found: Map<string, string>;
  /** The folder that they lie in, with a slash at its end; empty for the root. */
  folder: string;
  /** What the instructor may want to know: files found without their folder, a second copy. */
  notes: string[];
  /** Files that are not there, beside what may have been meant by them. */
  lookAlikes: LookAlike[];
}

export interface LayoutOptions {
  /** Files of the submission, "/"-separated. */
  paths: readonly string[];
  /** The paths that assignment.yaml names, like "src/freeze.ts". */
  files: readonly string[];
  /** The one of `files` that says nothing about where a student worked: a folder is never taken for its sake. */
  declaration?: string | undefined;
  /** Paths that are links: what would lie behind them is not there, and meant. */
  links?: ReadonlySet<string>;
  /** The assignment's id: breaks the tie when a submission holds several copies. */
  assignment: string;
}

/**
 * Finds the assignment wherever it was packed: at the root, below a folder, or as bare files without their folder.
 * Throws SubmissionProblem when nothing of it is there or when two copies are equally likely.
 */
export function findLayout(options: LayoutOptions): Layout {
  if (options.paths.length === 0) throw new SubmissionProblem('empty', 'it holds no file');
  const whole = candidatesOf(options, (file) => file);
  const bare = candidatesOf(options, bareName);
  const best = bestOf(whole, options.assignment) ?? bestOf(bare, options.assignment);
  if (!best) throw new SubmissionProblem('wrong-layout', explainMissing(options));
  const notes = whole.includes(best)
    ? []
    : [`files were found without their folder: ${[...best.found.values()].join(', ')}`];
  return {
    found: best.found,
    folder: best.folder,
    notes: [...notes, ...noteOnOthers(best, { whole, bare })],
    lookAlikes: lookAlikesOf(options, best),
  };
}

function lookAlikesOf(
  { paths, files }: LayoutOptions,
  { found, folder }: Pick<Candidate, 'found' | 'folder'>,
): LookAlike[] {
  const missing = files.filter((file) => !found.has(file));
  return findLookAlikes({ paths, missing, taken: new Set(found.values()), folder });
}

/** A folder that may be the student's copy of the assignment. */
interface Candidate {
  folder: string;
  found: Map<string, string>;
  /** How many of the files found belong to a question. */
  questionFiles: number;
  /** Whether a question's file would lie behind a link. */
  isLinked: boolean;
}

function candidatesOf(
  { paths, files, declaration, links = new Set() }: LayoutOptions,
  name: (file: string) => string,
): Candidate[] {
  const folders = new Map<string, Map<string, string>>();
  for (const file of files) {
    for (const path of paths) {
      const folder = folderBefore(name(file), path);
      if (folder === undefined) continue;
      const found = folders.get(folder) ?? new Map<string, string>();
      folders.set(folder, found.set(file, path));
    }
  }
  return [...folders].map(([folder, found]) => ({
    folder,
    found,
    questionFiles: [...found.keys()].filter((file) => file !== declaration).length,
    isLinked: [...links].some((link) => files.some((file) => `${folder}${file}`.startsWith(`${link}/`))),
  }));
}

/** The folder of a path that ends in a file's name; macOS writes accents apart from their letters. */
function folderBefore(name: string, path: string): string | undefined {
  const [whole, end] = [path.normalize('NFC'), name.normalize('NFC')];
  if (whole !== end && !whole.endsWith(`/${end}`)) return undefined;
  return path
    .split('/')
    .slice(0, -name.split('/').length)
    .map((part) => `${part}/`)
    .join('');
}

/** The copy to grade. One without a question's file is none: a declaration lies in many places. */
function bestOf(all: readonly Candidate[], assignment: string): Candidate | undefined {
  const candidates = all.filter(({ questionFiles, isLinked }) => questionFiles > 0 || isLinked);
  const [best, second] = [...candidates].sort((a, b) => compare(a, b, assignment));
  if (best && second && compare(best, second, assignment) === 0) {
    const [one, other] = quoted([best, second]) as [string, string];
    throw new SubmissionProblem(
      'wrong-layout',
      `it holds two copies of the assignment, in ${one} and ${other}`,
    );
  }
  return best;
}

/**
 * The nearest to the root first: what a student puts there is meant, a checkout or an old copy below it is not. Then
 * the one with most questions, then the folder that carries the assignment's id.
 */
function compare(a: Candidate, b: Candidate, assignment: string): number {
  const hasQuestions = ({ questionFiles }: Candidate) => Number(questionFiles > 0);
  const named = ({ folder }: Candidate) => Number(folder.endsWith(`${assignment}/`));
  return (
    hasQuestions(b) - hasQuestions(a) ||
    depth(a) - depth(b) ||
    b.questionFiles - a.questionFiles ||
    named(b) - named(a)
  );
}

/** Bare files deeper than the copy that was taken are often the course's own, and named alike by chance. */
function noteOnOthers(best: Candidate, { whole, bare }: { whole: Candidate[]; bare: Candidate[] }): string[] {
  const taken = new Set(best.found.values());
  const others = [...whole, ...bare.filter((candidate) => depth(candidate) <= depth(best))].filter(
    ({ found, questionFiles }) => questionFiles > 0 && [...found.values()].every((path) => !taken.has(path)),
  );
  return others.length === 0 ? [] : [`also found in ${quoted(others).join(', ')}, not graded`];
}

function depth({ folder }: Candidate): number {
  return folder.split('/').length;
}

function quoted(candidates: readonly Candidate[]): string[] {
  return [...new Set(candidates.map(({ folder }) => `"${folder.replace(/\/$/, '') || '.'}"`))];
}

function explainMissing(options: LayoutOptions): string {
  const { paths, files, declaration } = options;
  const shown =
    paths.slice(0, 5).map(shortened).join(', ') + (paths.length > 5 ? `, … (${paths.length} files)` : '');
  const questions = files.filter((file) => file !== declaration);
  const asked = paths.some((path) => bareName(path) === declaration) ? questions : files;
  const alike = [
    ...lookAlikesOf(options, { folder: '', found: new Map() }),
    ...lookAlikesOf({ ...options, files: questions.map(bareName) }, { folder: '', found: new Map() }),
  ].filter(({ file }) => file !== declaration);
  return `none of ${asked.join(', ')} is in it; it holds ${shown}${renamings(alike)}`;
}

/** Each file that may be meant, once, whether it was looked for with its folder or without. */
function renamings(alike: readonly LookAlike[]): string {
  const byName = new Map([...alike].reverse().map((one) => [bareName(one.file), one]));
  const each = [...byName.values()].reverse().map(({ file, path }) => `"${shortened(path)}" → ${file}`);
  const more = each.length > MOST_NAMED ? ', …' : '';
  return each.length === 0
    ? ''
    : `; if they are meant, rename ${each.slice(0, MOST_NAMED).join(', ')}${more}`;
}

const MOST_NAMED = 5;

function bareName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
