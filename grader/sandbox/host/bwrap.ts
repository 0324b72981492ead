import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../errors';
import { NODE_MODULES } from '../../system/paths';
import type { LaunchPlan } from './launch-plan';
import { probeBwrap } from './probe-bwrap';
import { SCRATCH_BYTES } from '../../system/resource-limits';

/** A command that runs shut in by bubblewrap, and `files` that it needs beside what the submission is given. */
export function bwrapCommand(
  plan: LaunchPlan,
  { command, files }: { command: string[]; files: string[] },
): string[] {
  const probe = probeBwrap();
  if (!probe.available)
    throw new UsageError(`This run needs the bubblewrap sandbox: ${probe.reason}. ${probe.advice}.`);
  return [probe.program, ...probe.isolation, ...fileSystem(plan, files), '--', ...command];
}

/**
 * A file system of exactly what is listed here. Read-only, but for the scratch folder and shared memory, which lie in
 * memory, are bounded, and are gone with the sandbox.
 */
function fileSystem({ stage, given, inputs }: LaunchPlan, files: string[]): string[] {
  const scratch = ['--size', String(SCRATCH_BYTES), '--tmpfs'];
  return [
    ...['--proc', '/proc', ...KERNEL_SETTINGS],
    ...['--dev', '/dev', ...NO_ZEROS, ...scratch, '/dev/shm', '--remount-ro', '/dev'],
    ...systemFiles().flatMap(bind),
    ...[process.execPath, NODE_MODULES, ...inputs].flatMap(bind),
    ...hidden(CACHE),
    ...[...given.readable, ...files].flatMap(bind),
    ...given.links.flatMap(({ at, target }) => ['--symlink', target, at]),
    ...remounted(CACHE),
    ...[...bind(stage.root), ...scratch, stage.scratch],
    ...['--remount-ro', '/', '--chdir', stage.scratch],
  ];
}

/**
 * Who starts a sandbox as root is root to the kernel in there, too, without rights but as the owner of files: nearly
 * all settings of the machine could be written, and one of them names a program that the kernel runs as root.
 */
const KERNEL_SETTINGS = ['--tmpfs', '/proc/sys', '--remount-ro', '/proc/sys'];

/** Mapped as shared, this device is memory that belongs to no process once it is unmapped. */
const NO_ZEROS = ['--ro-bind', '/dev/null', '/dev/zero'];

/** The compiled tree lies in node_modules: all of it is hidden, and what this assignment gives shown again. */
const CACHE = path.join(NODE_MODULES, '.cache');

function hidden(folder: string): string[] {
  return fs.existsSync(folder) ? ['--tmpfs', folder] : [];
}

function remounted(folder: string): string[] {
  return fs.existsSync(folder) ? ['--remount-ro', folder] : [];
}

function bind(file: string): string[] {
  return ['--ro-bind', file, file];
}

/** What Node itself loads: on Debian's layout the folder of libraries alone, elsewhere all that may hold them. */
function systemFiles(): string[] {
  const triplet = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch as string];
  const multiarch = triplet ? `/usr/lib/${triplet}` : '';
  const libraries =
    multiarch !== '' && fs.existsSync(multiarch)
      ? [multiarch, `/lib/${triplet}`, '/lib64']
      : ['/lib', '/lib64', '/lib32', '/usr/lib', '/usr/lib64'];
  const files = [...libraries, ...loadedLibraries(), ...LOADER_FILES, ...builtinModules()];
  return [...new Set(files)].filter((file) => fs.existsSync(file));
}

/** Where this Node has its libraries from: elsewhere on NixOS, with Homebrew, or in a folder of one's own. */
function loadedLibraries(): string[] {
  libraryFolders ??= findLoadedLibraries();
  return libraryFolders;
}

let libraryFolders: string[] | undefined;

function findLoadedLibraries(): string[] {
  const files = fs.readFileSync('/proc/self/maps', 'utf8').match(/(?<!\S)\/\S*\.so[^\s/]*$/gm) ?? [];
  return files.filter((file) => !file.startsWith(NODE_MODULES)).map((file) => path.dirname(file));
}

/** Where the loader finds libraries outside its own folders. */
const LOADER_FILES = ['/etc/ld.so.cache'];

/** Distributions may build Node so that it reads some of its own modules from files. */
function builtinModules(): string[] {
  const variables = process.config.variables as { node_builtin_shareable_builtins?: string[] };
  return variables.node_builtin_shareable_builtins?.some((file) => path.isAbsolute(file))
    ? ['/usr/share/nodejs']
    : [];
}
