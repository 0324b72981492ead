import fs from 'node:fs';
import path from 'node:path';
import type { Libtensorflow } from './libtensorflow';
import { runCommand } from './run-command';
import { SetupError } from './setup-error';
import type { UndoStack } from './undo';

/**
 * Puts a TensorFlow library where the tfjs-node package looks for it: `deps/lib` with both libraries under the
 * names that the linker asks for, `deps/include` with the headers. What was there is put back by `undo`.
 */
export function layOutDeps(packageFolder: string, tensorflow: Libtensorflow, undo: UndoStack): void {
  const deps = path.join(packageFolder, 'deps');
  setAside(deps, undo);
  const lib = path.join(deps, 'lib');
  fs.mkdirSync(lib, { recursive: true });
  placeLibrary(tensorflow.library, lib, 'libtensorflow.so');
  placeLibrary(tensorflow.framework, lib, 'libtensorflow_framework.so');
  fs.cpSync(tensorflow.include, path.join(deps, 'include'), { recursive: true, dereference: true });
}

/** Compiles the package's own C++ sources with node-gyp into the folder where it will look for the addon. */
export async function buildAddon(packageFolder: string, undo: UndoStack): Promise<void> {
  setAside(path.join(packageFolder, 'lib'), undo);
  setAside(path.join(packageFolder, 'build'), undo);
  const manifest = JSON.parse(
    fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'),
  ) as TfjsManifest;
  const napi = Math.max(...manifest.binary.napi_versions.filter((v) => v <= Number(process.versions.napi)));
  const variables = {
    module_name: manifest.binary.module_name,
    module_path: path.join(
      packageFolder,
      manifest.binary.module_path.replace('{napi_build_version}', `${napi}`),
    ),
    napi_build_version: napi,
  };
  const args = [nodeGyp(), 'rebuild', ...headersArgument()];
  for (const [name, value] of Object.entries(variables)) args.push(`--${name}=${value}`);
  const result = await runCommand(process.execPath, args, { cwd: packageFolder });
  fs.rmSync(path.join(packageFolder, 'build'), { recursive: true, force: true });
  if (result.code !== 0)
    throw new SetupError(`Compiling the addon failed:\n${tail(result.output)}`, BUILD_HELP);
}

interface TfjsManifest {
  binary: { module_name: string; module_path: string; napi_versions: number[] };
}

const BUILD_HELP =
  "It needs a C++ compiler, make, Python 3 and Node's headers (Debian: apt-get install g++ make python3 libnode-dev; " +
  'where they lie elsewhere, name the folder that holds include/node: npm run setup:tensorflow --nodedir=FOLDER).';

/** Moves a folder out of the way, to be put back when the set-up fails and removed when it succeeds. */
function setAside(folder: string, undo: UndoStack): void {
  const aside = `${folder}.before-setup`;
  fs.rmSync(aside, { recursive: true, force: true });
  const existed = fs.existsSync(folder);
  if (existed) fs.renameSync(folder, aside);
  undo.add(() => {
    fs.rmSync(folder, { recursive: true, force: true });
    if (existed) fs.renameSync(aside, folder);
  });
}

/** Removes what `layOutDeps` and `buildAddon` set aside; for when the new files have proved to work. */
export function dropAside(packageFolder: string): void {
  for (const name of ['deps', 'lib', 'build']) {
    fs.rmSync(path.join(packageFolder, `${name}.before-setup`), { recursive: true, force: true });
  }
}

/** A hard link costs nothing; across file systems a copy. The loader asks for the versioned name, the linker for the plain one. */
function placeLibrary(file: string, lib: string, plainName: string): void {
  const name = soname(file);
  const target = path.join(lib, name);
  try {
    fs.linkSync(file, target);
  } catch {
    fs.copyFileSync(file, target);
  }
  if (name !== plainName) fs.symlinkSync(name, path.join(lib, plainName));
}

/** Archives name the file `libtensorflow.so.2.15.0` and record `libtensorflow.so.2` inside as the name to load. */
function soname(file: string): string {
  return path.basename(file).replace(/(\.so\.\d+)[.\d]*$/, '$1');
}

function nodeGyp(): string {
  const npmFolders = [
    process.env.npm_execpath && path.resolve(process.env.npm_execpath, '../..'),
    ...npmBeside(),
  ];
  const scripts = npmFolders.map(
    (folder) => folder && path.join(folder, 'node_modules/node-gyp/bin/node-gyp.js'),
  );
  const found = scripts.find((script) => script && fs.existsSync(script));
  if (found) return found;
  throw new SetupError(
    'node-gyp was not found; npm normally brings it.',
    'Run this through npm: npm run setup:tensorflow.',
  );
}

function npmBeside(): string[] {
  const prefix = path.resolve(fs.realpathSync(process.execPath), '../..');
  return [
    path.join(prefix, 'lib/node_modules/npm'),
    path.join(path.dirname(process.execPath), 'node_modules/npm'),
  ];
}

/** Headers of exactly this Node on the disk spare node-gyp a download that may be refused. */
function headersArgument(): string[] {
  const prefixes = [
    process.env.npm_config_nodedir,
    path.resolve(fs.realpathSync(process.execPath), '../..'),
    '/usr',
  ];
  const found = prefixes.find((prefix) => prefix && headersVersion(prefix) === process.versions.node);
  return found ? [`--nodedir=${found}`] : [];
}

function headersVersion(prefix: string): string | undefined {
  const file = path.join(prefix, 'include/node/node_version.h');
  if (!fs.existsSync(file)) return undefined;
  const text = fs.readFileSync(file, 'utf8');
  const part = (name: string): string | undefined =>
    new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
  return [part('MAJOR'), part('MINOR'), part('PATCH')].join('.');
}

function tail(output: string): string {
  return output.trim().split('\n').slice(-15).join('\n');
}
