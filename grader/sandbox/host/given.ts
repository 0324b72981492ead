import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../../assignment/assignment';
import { codeFiles } from '../../system/code-files';
import { compiledPackage, exportedFiles, exportedFolders, TESTS } from '../../system/course-package';
import { COURSE, PROGRAM } from '../../system/paths';
import { compileTree, writeOnce, type CompiledTree } from './compiled-tree';
import { packModules } from './pack-modules';
import { sha256 } from '../../system/digest';

/** Compiled code that a sandbox is given: the same for every submission of an assignment. */
export interface GivenCode {
  /** The assignment's. */
  id: string;
  /** Absolute paths of the compiled entry points. */
  childMain: string;
  lab: string;
  /** One file with what they load; null where each module is loaded by itself. */
  packed: string | null;
  /** Compiled folders of what the course exports, by their place below the course's root. */
  exported: Map<string, string>;
  /** Over the code itself. */
  digest: string;
  /** Over the code of what the course exports alone. */
  exportedDigest: string;
  /** Files and folders that a sandbox must be able to read. */
  readable: string[];
  /** Links that it must find. */
  links: { at: string; target: string }[];
}

/** Of an assignment's folder: a student brings the first, and the second stays with the grader. */
const NEVER_GIVEN = ['src', 'suites'];

/** A class asks for the same some ten times a second, and each time two hundred files would be looked at. */
const LATELY_MILLISECONDS = 1000;
const lately = new WeakMap<Assignment, { given: GivenCode; at: number }>();

/**
 * Compiles (or finds compiled) the child program, what the course exports and the lab. Never student code. What is changed
 * while a class is graded shows a second later at most.
 */
export function compileGiven(assignment: Assignment): GivenCode {
  const known = lately.get(assignment);
  if (known && performance.now() - known.at < LATELY_MILLISECONDS) return known.given;
  const given = compileAll(assignment);
  lately.set(assignment, { given, at: performance.now() });
  return given;
}

function compileAll(assignment: Assignment): GivenCode {
  const child = childProgram();
  const exported = exportedFiles();
  const tree = compileTree([...exported, ...codeFiles(assignment.folder, NEVER_GIVEN)]);
  const manifest = path.join(tree.folder, 'package.json');
  writeOnce(manifest, compiledPackage());
  const folders = exportedFolders();
  const lab = tree.at(path.join(assignment.folder, assignment.spec.lab));
  const readable = [
    ...child.readable,
    manifest,
    ...folders.flatMap((folder) => entries(tree.at(folder), TESTS)),
    ...entries(tree.at(assignment.folder), NEVER_GIVEN),
  ];
  const packed = packModules({ entries: [child.main, lab], readable });
  return {
    ...{ id: assignment.spec.id, childMain: child.main, lab, packed },
    exported: new Map(folders.map((folder) => [path.relative(COURSE, folder), tree.at(folder)])),
    digest: digestOf([...child.stamps, ...tree.stamps.values()]),
    exportedDigest: digestOf(exported.map((file) => tree.stamps.get(file)!)),
    readable: packed === null ? readable : [...readable, packed],
    links: [...child.links, ...tree.links],
  };
}

interface ChildProgram {
  main: string;
  stamps: string[];
  readable: string[];
  links: CompiledTree['links'];
}

/** What runs beside student code: part of an installed package as it is, or compiled from a checkout. */
function childProgram(): ChildProgram {
  const folders = [path.join(PROGRAM, 'sandbox', 'child'), path.join(PROGRAM, 'wire')];
  const sourceMaps = path.join(PROGRAM, 'loader', `source-maps${path.extname(__filename)}`);
  const files = [sourceMaps, ...folders.flatMap((folder) => codeFiles(folder))];
  const main = path.join(folders[0]!, `main${path.extname(__filename)}`);
  if (path.extname(__filename) === '.js')
    return { main, stamps: files.map(contentStamp), readable: [sourceMaps, ...folders], links: [] };
  const tree = compileTree(files);
  const readable = [sourceMaps, ...folders].map(tree.at);
  return { main: tree.at(main), stamps: [...tree.stamps.values()], readable, links: tree.links };
}

function contentStamp(file: string): string {
  return sha256(fs.readFileSync(file));
}

function digestOf(stamps: readonly string[]): string {
  const hash = createHash('sha256');
  for (const stamp of stamps) hash.update(stamp);
  return hash.digest('hex');
}

/** What lies directly in a compiled folder; beside code, the compiled tree holds suites and tests. */
function entries(folder: string, except: string[]): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => !except.includes(name))
    .map((name) => path.join(folder, name));
}
