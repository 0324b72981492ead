import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CACHE, compileFile } from '../loader/compile';
import { sha256 } from './digest';
import { COURSE, installed, PROGRAM } from './paths';
import { readModules, type Modules } from './read-modules';
import { recall, remember } from './remember';
import { settledStats } from './settled-stats';

/** Everything that some modules load, directly or through others. */
export interface ModuleGraph {
  /** Absolute paths of our own and the course's files, sorted. */
  files: string[];
  /** Packages that these import, as name@version, sorted. */
  packages: string[];
  /** Where these say so, as absolute paths, sorted. */
  manifests: string[];
}

/** Follows what the code itself requires; imports of types are none any more. Packages are not entered. */
export function modulesFrom(entries: readonly string[]): ModuleGraph {
  const { code, found } = ownModules(entries);
  const packages = new Map<string, string>();
  for (const [name, file] of Object.values(found).flatMap((names) => Object.entries(names)))
    if (isPackage(name, file)) packages.set(...versionOf(file));
  const manifests = [...new Set(packages.values())].sort();
  return { files: Object.keys(code).sort(), packages: [...packages.keys()].sort(), manifests };
}

/** Our own and the course's modules, down to the packages that they import. */
export function ownModules(entries: readonly string[]): Modules {
  return readModules({ entries, codeOf, isFollowed: (name, file) => !isPackage(name, file) });
}

/** What is no code asks for nothing. */
function codeOf(file: string): string {
  if (!/\.[jt]s$/.test(file)) return '';
  return file.endsWith('.ts') ? compileFile(file).code : fs.readFileSync(file, 'utf8');
}

/** Over all that these modules are made of, on this Node: it changes with every byte that could decide what they answer. */
function digestOfGraph({ files, packages }: ModuleGraph): string {
  const hash = createHash('sha256').update(JSON.stringify([process.version, packages]));
  for (const file of files) hash.update(nameOf(file)).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const known = new Map<string, string>();

/**
 * Over some modules, all that they load, and files that they depend on besides; made once, since a process does not
 * load them anew. It is kept for the next process, which makes it again when one of the files looks different, or
 * packages have been installed: to read them all takes a tenth of a second.
 */
export function digestOfModules(entries: readonly string[], besides: readonly string[] = []): string {
  const key = sha256(JSON.stringify([process.version, entries, besides]));
  const digest = known.get(key) ?? keptDigest(path.join(CACHE, 'digests', `${key}.v8`), entries, besides);
  known.set(key, digest);
  return digest;
}

interface KeptDigest {
  digest: string;
  files: string[];
  seen: string;
}

function keptDigest(place: string, entries: readonly string[], besides: readonly string[]): string {
  const kept = recall<KeptDigest>(place);
  if (kept && kept.seen === settledStats(kept.files)) return kept.digest;
  const graph = modulesFrom(entries);
  const digest = digestOfGraph({ ...graph, files: [...graph.files, ...besides] });
  const files = [__filename, ...graph.files, ...besides, ...graph.manifests, ...installed()];
  const seen = settledStats(files);
  if (seen !== null) remember(place, { digest, files, seen } satisfies KeptDigest);
  return digest;
}

/** The same wherever the program is installed. */
function nameOf(file: string): string {
  const root = file.startsWith(PROGRAM + path.sep) ? PROGRAM : COURSE;
  return path.relative(root, file).split(path.sep).join('/');
}

/** A package of the same checkout is code of ours. */
function isPackage(name: string, file: string): boolean {
  return !name.startsWith('.') && file.includes(`${path.sep}node_modules${path.sep}`);
}

/** A package as name@version, and the file that says so. */
function versionOf(file: string): [version: string, manifest: string] {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!fs.existsSync(manifest)) continue;
    const { name, version } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as Record<string, string>;
    // Folders inside of a package can have one that says only how to read them.
    if (name && version) return [`${name}@${version}`, manifest];
  }
}
