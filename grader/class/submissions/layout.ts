import { SubmissionProblem } from './problem';

/** Where an assignment's files lie inside a submission: its path for each of the assignment's. */
export interface Layout {
  found: Map<string, string>;
  /** What the instructor may want to know, like files found without their folder. */
  note: string | null;
}

export interface LayoutOptions {
  /** Files of the submission, "/"-separated. */
  paths: readonly string[];
  /** The paths that assignment.yaml names, like "src/freeze.ts". */
  files: readonly string[];
  /** The assignment's id: breaks the tie when a submission holds several copies. */
  assignment: string;
}

/**
 * Finds the assignment wherever it was packed: at the root, below a folder, or as bare files without their folder.
 * Throws SubmissionProblem when nothing of it is there or when two copies are equally likely.
 */
export function findLayout(options: LayoutOptions): Layout {
  if (options.paths.length === 0) throw new SubmissionProblem('empty', 'it holds no file');
  const whole = bestFolder(options, (file) => file);
  if (whole) return { found: whole, note: null };
  const bare = bestFolder(options, (file) => file.slice(file.lastIndexOf('/') + 1));
  if (bare)
    return { found: bare, note: `files were found without their folder: ${[...bare.values()].join(', ')}` };
  throw new SubmissionProblem('wrong-layout', explainMissing(options));
}

interface Candidate {
  folder: string;
  found: Map<string, string>;
}

function bestFolder(options: LayoutOptions, name: (file: string) => string): Map<string, string> | undefined {
  const candidates = collectCandidates(options, name).sort((a, b) => compare(a, b, options.assignment));
  const [best, second] = candidates;
  if (best && second && compare(best, second, options.assignment) === 0) {
    const folders = [best, second].map(({ folder }) => `"${folder || '.'}"`).join(' and ');
    throw new SubmissionProblem('wrong-layout', `it holds two copies of the assignment, in ${folders}`);
  }
  return best?.found;
}

function collectCandidates({ paths, files }: LayoutOptions, name: (file: string) => string): Candidate[] {
  const folders = new Map<string, Map<string, string>>();
  for (const file of files) {
    for (const path of paths) {
      if (path !== name(file) && !path.endsWith(`/${name(file)}`)) continue;
      const folder = path.slice(0, path.length - name(file).length);
      const found = folders.get(folder) ?? new Map<string, string>();
      folders.set(folder, found.set(file, path));
    }
  }
  return [...folders].map(([folder, found]) => ({ folder, found }));
}

/** Most files first, then the folder that carries the assignment's id, then the shallowest. */
function compare(a: Candidate, b: Candidate, assignment: string): number {
  const named = ({ folder }: Candidate) => Number(folder.endsWith(`${assignment}/`));
  const depth = ({ folder }: Candidate) => folder.split('/').length;
  return b.found.size - a.found.size || named(b) - named(a) || depth(a) - depth(b);
}

function explainMissing({ paths, files }: LayoutOptions): string {
  const shown = paths.slice(0, 5).join(', ') + (paths.length > 5 ? `, … (${paths.length} files)` : '');
  return `none of ${files.join(', ')} is in it; it holds ${shown}`;
}
