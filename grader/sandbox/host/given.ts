import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { COMPILED, compileFile } from '../../loader/compile';
import type { Assignment } from '../../assignment/assignment';
import { AuthorError, messageOf } from '../../errors';
import { ASSIGNMENTS, NODE_MODULES, ROOT, displayPath } from '../../system/paths';
import { createTemporaryFolder } from '../../system/temporary-folder';

/** Compiled code that a sandbox is given: the same for every submission of an assignment. */
export interface GivenCode {
  /** Absolute paths of the compiled entry points. */
  childMain: string;
  lab: string;
  /** Compiled toolkit folder, for the student's relative imports; null when there is none. */
  toolkit: string | null;
  /** Over the code itself. */
  digest: string;
  /** Over the toolkit's code alone. */
  toolkitDigest: string;
  /** Files and folders that a sandbox must be able to read. */
  readable: string[];
  /** Links that it must find. */
  links: { at: string; target: string }[];
}

const TOOLKIT = path.join(ASSIGNMENTS, 'toolkit');
const TOOLKIT_TESTS = ['test'];
/** Of an assignment's folder: a student brings the first, and the second stays with the grader. */
const NEVER_GIVEN = ['src', 'suites'];

/** Compiles (or finds compiled) the child program, the toolkit and the assignment's lab. Never student code. */
export function compileGiven(assignment: Assignment): GivenCode {
  const sourceMaps = path.join(ROOT, 'grader', 'loader', 'source-maps.ts');
  const files = [
    sourceMaps,
    ...codeFiles(path.join(ROOT, 'grader', 'sandbox', 'child')),
    ...codeFiles(path.join(ROOT, 'grader', 'wire')),
    ...toolkitFiles(),
    ...codeFiles(assignment.folder, NEVER_GIVEN),
  ];
  const code = new Map(files.map((file) => [file, compileAuthored(file)]));
  const ofToolkit = [...code].filter(([file]) => file.startsWith(TOOLKIT + path.sep));
  const folder = [...code.values()].every(({ saved }) => saved) ? COMPILED : folderOf(code);
  writeOnce(path.join(folder, 'package.json'), SANDBOX_PACKAGE);
  const compiled = (file: string) => path.join(folder, path.relative(ROOT, file)).replace(/\.ts$/, '.js');
  return {
    digest: digestOf([...code.values()]),
    toolkitDigest: digestOf(ofToolkit.map(([, compiled]) => compiled)),
    childMain: compiled(path.join(ROOT, 'grader', 'sandbox', 'child', 'main.ts')),
    lab: compiled(path.join(assignment.folder, assignment.spec.lab)),
    toolkit: fs.existsSync(TOOLKIT) ? compiled(TOOLKIT) : null,
    readable: [
      path.join(folder, 'package.json'),
      compiled(sourceMaps),
      compiled(path.join(ROOT, 'grader', 'sandbox', 'child')),
      compiled(path.join(ROOT, 'grader', 'wire')),
      ...entries(compiled(TOOLKIT), TOOLKIT_TESTS),
      ...entries(compiled(assignment.folder), NEVER_GIVEN),
    ],
    links: folder === COMPILED ? [] : [{ at: path.join(folder, 'node_modules'), target: NODE_MODULES }],
  };
}

/** The toolkit's code without its tests; nothing where there is no toolkit. */
export function toolkitFiles(): string[] {
  return codeFiles(TOOLKIT, TOOLKIT_TESTS);
}

function digestOf(code: readonly { stamp: string }[]): string {
  const hash = createHash('sha256');
  for (const { stamp } of code) hash.update(stamp);
  return hash.digest('hex');
}

/** A syntax error here is a course author's, whoever is being graded. */
function compileAuthored(file: string): ReturnType<typeof compileFile> {
  try {
    return compileFile(file);
  } catch (error) {
    throw new AuthorError(`${displayPath(file)} cannot be compiled: ${messageOf(error)}`);
  }
}

/** What lies directly in a compiled folder; beside code, the compiled tree holds suites and tests. */
function entries(folder: string, except: string[]): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => !except.includes(name))
    .map((name) => path.join(folder, name));
}

const folders = new Map<string, string>();

/**
 * The same tree in a temporary folder of this process: compiling goes on in a checkout that cannot be written, a
 * sandbox needs files.
 */
function folderOf(code: Map<string, ReturnType<typeof compileFile>>): string {
  const key = [...code.values()].map(({ stamp }) => stamp).join();
  const known = folders.get(key);
  if (known) return known;
  const folder = createTemporaryFolder('given');
  fs.chmodSync(folder, 0o755);
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  fs.symlinkSync(NODE_MODULES, path.join(folder, 'node_modules'), 'junction');
  for (const [file, { code: text }] of code)
    writeOnce(path.join(folder, path.relative(ROOT, file)).replace(/\.ts$/, '.js'), text);
  folders.set(key, folder);
  return folder;
}

/** Makes `boletim/toolkit` mean the compiled toolkit, for everything at or below the folder it is written to. */
export const SANDBOX_PACKAGE = JSON.stringify({
  name: 'boletim',
  type: 'commonjs',
  exports: { './toolkit': './assignments/toolkit/index.js' },
});

function writeOnce(file: string, text: string): void {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

function codeFiles(folder: string, except: string[] = []): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return except.includes(entry.name) ? [] : codeFiles(file);
    return /(?<!\.d)\.(ts|js)$/.test(entry.name) ? [file] : [];
  });
}
