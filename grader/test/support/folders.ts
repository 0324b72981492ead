import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { COMPILED } from '../../loader/compile';
import { COURSE } from '../../system/paths';

/** The specimens: tiny assignments and submissions, named by what they do. */
export const SPECIMENS = path.resolve(__dirname, '..', 'specimens');

/** A folder of its own for the tests of one `describe`, removed after them. */
export function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'boletim-test-')));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder, making what is missing in between. */
export function writeTree(root: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [file, content] of Object.entries(files)) {
    const full = path.join(root, ...file.split('/'));
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, content);
  }
  return root;
}

/** The same inside the repository, where suites and labs are loaded from; git and linters pass over it. */
export function temporaryFolderInside(): string {
  const parent = path.resolve(__dirname, '..', '.cache');
  fs.mkdirSync(parent, { recursive: true });
  const folder = fs.mkdtempSync(path.join(parent, 'test-'));
  after(() => {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.rmSync(path.join(COMPILED, path.relative(COURSE, folder)), { recursive: true, force: true });
  });
  return folder;
}
