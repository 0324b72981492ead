import fs from 'node:fs';
import path from 'node:path';
import { COURSE, inTemporaryFolderSync } from '@boletim/grader/system';
import type { PackedPackage } from './pack-package';
import { runNpm } from './run-npm';

/**
 * The lock file for a package.json whose packages are among the course's: the same versions, nothing else. npm writes it,
 * offline, from the course's own.
 * @throws AuthorError when npm cannot
 */
export function lockFileFor(manifest: object, vendored: readonly PackedPackage[]): string {
  return inTemporaryFolderSync('lock', (folder) => {
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
    fs.mkdirSync(path.join(folder, 'vendor'));
    for (const { file, bytes } of vendored) fs.writeFileSync(path.join(folder, 'vendor', file), bytes);
    const lock = path.join(COURSE, 'package-lock.json');
    if (fs.existsSync(lock)) fs.copyFileSync(lock, path.join(folder, 'package-lock.json'));
    runNpm(
      ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund', '--offline'],
      folder,
    );
    return fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  });
}
