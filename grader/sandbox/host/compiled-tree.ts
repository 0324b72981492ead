import fs from 'node:fs';
import path from 'node:path';
import { AuthorError, messageOf } from '../../errors';
import { COMPILED, compileFile, rootOf } from '../../loader/compile';
import { COURSE, NODE_MODULES, displayPath } from '../../system/paths';
import { createTemporaryFolder } from '../../system/temporary-folder';
import { settledStats } from '../../system/settled-stats';
import { writeFileAtomicallySync } from '../../system/whole-file';

/** Code of one root as JavaScript, in a mirror of its folders. */
export interface CompiledTree {
  folder: string;
  /** Where the compiled form of a file or folder of the root is. */
  at(file: string): string;
  /** Stands for each file's code. */
  stamps: Map<string, string>;
  /** Links that a sandbox must find. */
  links: { at: string; target: string }[];
}

/** Compiles files of the course or of this program, or finds them compiled. Never student code. */
export function compileTree(files: readonly string[]): CompiledTree {
  const root = (files[0] === undefined ? undefined : rootOf(files[0])) ?? COURSE;
  const code = new Map(files.map((file) => [file, compileAuthored(file)]));
  const known = [...code][0];
  const mirror = known ? known[1].compiledFile.slice(0, -path.relative(root, known[0]).length - 1) : COMPILED;
  const saved = [...code.values()].every((compiled) => compiled.saved);
  const folder = saved ? mirror : temporaryTree(root, code);
  return {
    folder,
    at: (file) => path.join(folder, path.relative(root, file)).replace(/\.ts$/, '.js'),
    stamps: new Map([...code].map(([file, { stamp }]) => [file, stamp])),
    links: saved ? [] : [{ at: path.join(folder, 'node_modules'), target: NODE_MODULES }],
  };
}

type Compiled = ReturnType<typeof compileFile>;

/** By file: with every submission, a class asks for the same some 200 files again. */
const known = new Map<string, { seen: string; compiled: Compiled }>();

/** A syntax error here is a course author's, whoever is being graded. */
function compileAuthored(file: string): Compiled {
  const before = known.get(file);
  if (before && before.seen === settledStats([file, before.compiled.compiledFile])) return before.compiled;
  const compiled = compileNow(file);
  const seen = settledStats([file, compiled.compiledFile]);
  if (seen !== null) known.set(file, { seen, compiled });
  return compiled;
}

function compileNow(file: string): Compiled {
  try {
    return compileFile(file);
  } catch (error) {
    throw new AuthorError(`${displayPath(file)} cannot be compiled: ${messageOf(error)}`);
  }
}

const temporary = new Map<string, string>();

/**
 * The same tree in a temporary folder of this process: compiling goes on in a checkout that cannot be written, a
 * sandbox needs files.
 */
function temporaryTree(root: string, code: ReadonlyMap<string, Compiled>): string {
  const key = [...code.values()].map(({ stamp }) => stamp).join();
  const known = temporary.get(key);
  if (known) return known;
  const folder = createTemporaryFolder('given');
  fs.chmodSync(folder, 0o755);
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  fs.symlinkSync(NODE_MODULES, path.join(folder, 'node_modules'), 'junction');
  for (const [file, { code: text }] of code)
    writeOnce(path.join(folder, path.relative(root, file)).replace(/\.ts$/, '.js'), text);
  temporary.set(key, folder);
  return folder;
}

/** Writes a file, whole or not at all, unless it says so already: other graders may be reading it. */
export function writeOnce(file: string, text: string): void {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  writeFileAtomicallySync(file, text);
}
