import fs from 'node:fs';
import path from 'node:path';
import { runCommand } from './run-command';
import { SetupError } from './setup-error';
import type { UndoStack } from './undo';

/** The packages that bind tfjs to libtensorflow, in the order they are tried; their JavaScript is identical. */
export const TFJS_PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;
const VERSION = '4.22.0';

/**
 * The folder of the installed tfjs-node package below `root`, installed first when it is missing. It is an optional
 * dependency whose own install script downloads from a host that may refuse, upon which npm drops it; installed
 * without scripts it stays, at the version and checksum of package-lock.json, which is not touched.
 */
export async function ensureTfjsPackage(root: string, undo: UndoStack): Promise<string> {
  const found = findTfjsPackage(root);
  if (found) return found;
  undo.add(restoreModules(root));
  const quiet = ['--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
  const first = await npm(root, ['install', ...quiet]);
  if (findTfjsPackage(root)) return findTfjsPackage(root)!;
  // A checkout whose package.json does not list it.
  const second = await npm(root, ['install', ...quiet, `${TFJS_PACKAGES[0]}@${VERSION}`]);
  const installed = findTfjsPackage(root);
  if (installed) return installed;
  throw new SetupError(
    `npm could not install ${TFJS_PACKAGES[0]}@${VERSION}:\n${(second.output || first.output).trim()}`,
    'Check that the npm registry answers, then run this again.',
  );
}

function findTfjsPackage(root: string): string | undefined {
  const folders = TFJS_PACKAGES.map((name) => path.join(root, 'node_modules', name));
  return folders.find((folder) => fs.existsSync(path.join(folder, 'binding.gyp')));
}

function npm(root: string, args: string[]): Promise<{ code: number | null; output: string }> {
  // npm gives its scripts the path of its own program: the one that runs us is the one to use.
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return runCommand(process.execPath, [own, ...args], { cwd: root });
  return runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root });
}

/** Removes what appears in node_modules after this call, and puts npm's record of it back. */
function restoreModules(root: string): () => void {
  const modules = path.join(root, 'node_modules');
  const before = new Set(packagesIn(modules));
  const record = path.join(modules, '.package-lock.json');
  const recordText = fs.existsSync(record) ? fs.readFileSync(record) : undefined;
  return () => {
    const added = packagesIn(modules).filter((name) => !before.has(name));
    for (const name of added) fs.rmSync(path.join(modules, name), { recursive: true, force: true });
    if (recordText) fs.writeFileSync(record, recordText);
  };
}

function packagesIn(modules: string): string[] {
  if (!fs.existsSync(modules)) return [];
  return fs.readdirSync(modules).flatMap((name) => {
    if (!name.startsWith('@')) return [name];
    return fs.readdirSync(path.join(modules, name)).map((inner) => path.join(name, inner));
  });
}
