import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { NODE_MODULES, COURSE } from '../../../system/paths';

/**
 * What `npm ci` would install, from the packages that lie here: exactly those of the folder's lock file, as hard links.
 * The folder must lie on the same file system as this repository.
 */
export function linkPackages(folder: string): void {
  const lock = JSON.parse(fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as {
    packages: object;
  };
  const places = Object.keys(lock.packages).filter((place) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place));
  for (const place of places.filter((name) => fs.existsSync(path.join(COURSE, name)))) {
    fs.mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
    spawnSync('cp', ['-al', path.join(COURSE, place), path.join(folder, place)]);
  }
  fs.mkdirSync(path.join(folder, 'node_modules', '.bin'), { recursive: true });
  for (const name of ['mocha', 'tsc']) {
    const target = fs.readlinkSync(path.join(NODE_MODULES, '.bin', name));
    fs.symlinkSync(target, path.join(folder, 'node_modules', '.bin', name));
  }
}
