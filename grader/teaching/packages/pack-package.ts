import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AuthorError } from '@boletim/grader/errors';
import { CACHE, writeAtomically } from '@boletim/grader/loader/compile';
import { COURSE, inTemporaryFolderSync, filesBelow } from '@boletim/grader/system';
import { buildPackage } from './build-package';
import { writePublishedManifest, type Manifest } from './published-manifest';
import { runNpm } from './run-npm';

/** A package as `npm pack` makes it. */
export interface PackedPackage {
  name: string;
  version: string;
  /** Name of the tarball. */
  file: string;
  bytes: Buffer;
}

/**
 * Packs a package that the course depends on: one that is installed as it is, one of the checkout after building it. The
 * same sources give the same bytes; what was packed before is taken from the cache.
 * @throws AuthorError when it is not there or cannot be built
 */
export function packPackage(name: string): PackedPackage {
  const folder = packageFolder(name);
  const manifest = readManifest(folder);
  const { version } = manifest as unknown as { version: string };
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  const cached = path.join(CACHE, 'packages', digestOf(folder), file);
  if (!fs.existsSync(cached)) {
    fs.mkdirSync(path.dirname(cached), { recursive: true });
    packInto(path.dirname(cached), { folder, manifest, file });
  }
  return { name, version, file, bytes: fs.readFileSync(cached) };
}

/** Whether the course, or this program, has a package. */
export function isInstalled(name: string): boolean {
  return findPackage(name) !== null;
}

/** The folder of a package, as the course finds it, or else as this program does. */
export function packageFolder(name: string): string {
  const folder = findPackage(name);
  if (folder !== null) return folder;
  throw new AuthorError(`The package ${name} is not installed; run npm install in ${COURSE}.`);
}

function findPackage(name: string): string | null {
  for (const from of [path.join(COURSE, 'package.json'), __filename]) {
    try {
      return path.dirname(fs.realpathSync(createRequire(from).resolve(`${name}/package.json`)));
    } catch {
      // The next may have it.
    }
  }
  return null;
}

function packInto(
  target: string,
  { folder, manifest, file }: { folder: string; manifest: Manifest; file: string },
): void {
  inTemporaryFolderSync('pack', (work) => {
    const source = isSource(manifest) ? stageBuild(folder, manifest, path.join(work, 'package')) : folder;
    runNpm(['pack', source, '--ignore-scripts', '--pack-destination', work], work);
    writeAtomically(path.join(target, file), fs.readFileSync(path.join(work, file)));
  });
}

/** A checkout's package.json names TypeScript; a published one never does. */
function isSource({ exports = {} }: Manifest): boolean {
  return Object.values(exports).some((target) => typeof target === 'string' && target.endsWith('.ts'));
}

/** Builds beside the checkout, where other programs run from. */
function stageBuild(folder: string, manifest: Manifest, stage: string): string {
  buildPackage(folder, path.join(stage, 'dist'));
  writePublishedManifest(manifest, stage);
  for (const name of ['schema', 'README.md', 'LICENSE'])
    if (fs.existsSync(path.join(folder, name)))
      fs.cpSync(path.join(folder, name), path.join(stage, name), { recursive: true });
  return stage;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

function digestOf(folder: string): string {
  const hash = createHash('sha256').update(JSON.stringify([process.versions.node, VERSION]));
  for (const file of filesBelow(folder, NOT_PACKED).sort())
    hash.update(path.relative(folder, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Of the way in which packages are built. */
const VERSION = 3;
const NOT_PACKED = ['node_modules', 'test', 'bench', '.cache'];
