import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { compileFile } from '../loader/compile';
import { COURSE, PROGRAM } from './paths';

/** Everything that some modules load, directly or through others. */
export interface ModuleGraph {
  /** Absolute paths of our own and the course's files, sorted. */
  files: string[];
  /** Packages that these import, as name@version, sorted. */
  packages: string[];
}

/** Follows what the code itself requires; imports of types are none any more. Packages are not entered. */
export function modulesFrom(entries: readonly string[]): ModuleGraph {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const name of requiredBy(file)) {
      const found = resolve(name, file);
      if (found === undefined) continue;
      if (isPackage(name, found)) packages.add(versionOf(found));
      else waiting.push(found);
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/** Over all that these modules are made of, on this Node: it changes with every byte that could decide what they answer. */
export function digestOfGraph({ files, packages }: ModuleGraph): string {
  const hash = createHash('sha256').update(JSON.stringify([process.version, packages]));
  for (const file of files) hash.update(nameOf(file)).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const known = new Map<string, string>();

/** Over a module of the program and all that it loads; made once, since a process does not load it anew. */
export function digestOfModule(file: string): string {
  const digest = known.get(file) ?? digestOfGraph(modulesFrom([file]));
  known.set(file, digest);
  return digest;
}

/** The same wherever the program is installed. */
function nameOf(file: string): string {
  const root = file.startsWith(PROGRAM + path.sep) ? PROGRAM : COURSE;
  return path.relative(root, file).split(path.sep).join('/');
}

/** In a call of require, require.resolve or what TypeScript makes of import(). */
const REQUIRE = /\brequire(?:\.resolve)?\(\s*["']([^"']+)["']\s*\)/g;

function requiredBy(file: string): string[] {
  if (!/\.[jt]s$/.test(file)) return [];
  const code = file.endsWith('.ts') ? compileFile(file).code : fs.readFileSync(file, 'utf8');
  return [...code.matchAll(REQUIRE)].map(([, name]) => name!).filter((name) => !isBuiltin(name));
}

function resolve(name: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return undefined; // Optional, and not there.
  }
}

/** A package of the same checkout is code of ours. */
function isPackage(name: string, file: string): boolean {
  return !name.startsWith('.') && file.includes(`${path.sep}node_modules${path.sep}`);
}

function versionOf(file: string): string {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!fs.existsSync(manifest)) continue;
    const { name, version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as Record<string, string>;
    // Folders inside of a package can have one that says only how to read them.
    if (name && version) return `${name}@${version}`;
  }
}
