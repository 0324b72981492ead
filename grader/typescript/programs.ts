import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { exportedFolders } from '../system/course-package';
import { COURSE, NODE_MODULES } from '../system/paths';

export interface ProgramFiles {
  /** The assignment's folder. */
  folder: string;
  /** Submitted files: absolute path to content. */
  virtual: ReadonlyMap<string, string>;
  /** What is read in place of other files: absolute path to content. */
  declared?: ReadonlyMap<string, string> | undefined;
}

export interface Programs {
  /**
   * @param roots absolute paths of the files to start from
   * @param before a program with the same options, over files that may be others: what has not changed is not looked up anew
   */
  create(roots: readonly string[], options: ts.CompilerOptions, before?: ts.Program): ts.Program;
}

/** Programs over the same files: what one of them has read, the next need not read again. */
export function programsOf(files: ProgramFiles): Programs {
  const sources = new Map<string, ts.SourceFile | undefined>();
  return {
    create(roots, options, before) {
      const host = hostOf(files, options);
      const { getSourceFile } = host;
      host.getSourceFile = (name, ...rest) => {
        if (!sources.has(name)) sources.set(name, getSourceFile(name, ...rest));
        return sources.get(name);
      };
      return ts.createProgram(roots, options, host, before);
    },
  };
}

function hostOf({ folder, virtual, declared }: ProgramFiles, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, readFile, fileExists, realpath, directoryExists, getDirectories } = host;
  const { allowed, leadsTo } = readableFrom(folder);
  // Comments of declarations are longer than the declarations, and hold nothing that is checked.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  host.fileExists = (name) => virtual.has(name) || (allowed(name) && fileExists(name));
  host.realpath = (name) => {
    const real = realpath!(name);
    return leavesTheCourse(real) ? name : real;
  };
  host.readFile = (name) => virtual.get(name) ?? (allowed(name) ? readFile(name) : undefined);
  host.directoryExists = (name) => (leadsTo(name) || allowed(name)) && directoryExists!(name);
  host.getDirectories = (name) => (allowed(name) ? getDirectories!(name) : []);
  host.getSourceFile = (name, languageOptions, ...rest) => {
    const parse = (text: string) => ts.createSourceFile(name, text, languageOptions, true);
    const submitted = virtual.get(name);
    if (submitted !== undefined) return parse(submitted);
    const text = declared?.get(name);
    if (text !== undefined) return kept(name, text, () => parse(text));
    if (!allowed(name)) return undefined;
    const read = () => getSourceFile(name, languageOptions, ...rest);
    return isBelow(path.resolve(name), path.join(folder, 'src')) ? read() : kept(name, null, read);
  };
  return host;
}

/** What no student writes, as this process has parsed it: it stays the same for as long as a process lives. */
const KEPT = new Map<string, { text: string | null; source: ts.SourceFile }>();

/** @param text what a file holds in this program, where that is not what it holds on disk */
function kept(
  name: string,
  text: string | null,
  parse: () => ts.SourceFile | undefined,
): ts.SourceFile | undefined {
  const known = KEPT.get(name);
  if (known?.text === text) return known.source;
  const source = parse();
  if (source) KEPT.set(name, { text, source });
  return source;
}

interface Readable {
  allowed(name: string): boolean;
  /** Whether something that is allowed lies below a folder. */
  leadsTo(folder: string): boolean;
}

/**
 * The checker runs on the trusted side and quotes what it reads in its messages: an import must not make it read
 * suites, expected values, solutions, or anything else of this machine, nor tell whether they are there. The cache in
 * node_modules holds compiled forms of all that. Packages that are links out of the course are read where the link
 * stands; a link into the course opens nothing.
 */
function readableFrom(folder: string): Readable {
  const folders = [...PACKAGES, LIBRARY, ...exportedFolders(), path.join(folder, 'src')];
  return {
    allowed(name) {
      const file = path.resolve(name);
      if (file === path.join(COURSE, 'package.json')) return true;
      return !HIDDEN.some((place) => isBelow(file, place)) && folders.some((place) => isBelow(file, place));
    },
    leadsTo: (name) => folders.some((place) => isBelow(place, path.resolve(name))),
  };
}

/** Where packages lie: node_modules, and the folder that it is a link to. */
const PACKAGES = [NODE_MODULES, fs.existsSync(NODE_MODULES) ? fs.realpathSync(NODE_MODULES) : NODE_MODULES];
/** The language's own declarations, wherever the compiler is installed. */
const LIBRARY = path.dirname(path.resolve(ts.getDefaultLibFilePath({})));
const HIDDEN = PACKAGES.map((folder) => path.join(folder, '.cache'));

function leavesTheCourse(file: string): boolean {
  return ![COURSE, ...PACKAGES].some((place) => isBelow(path.resolve(file), place));
}

function isBelow(file: string, place: string): boolean {
  return file === place || file.startsWith(place + path.sep);
}
