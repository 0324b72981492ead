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
  const isOurs = (name: string) => name.startsWith('node_modules/@boletim/');
  for (const place of places.filter((name) => !isOurs(name) && fs.existsSync(path.join(COURSE, name)))) {
    fs.mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
    spawnSync('cp', ['-al', path.join(COURSE, place), path.join(folder, place)]);
  }
  for (const tarball of fs.readdirSync(path.join(folder, 'vendor'))) unpack(folder, tarball);
  fs.mkdirSync(path.join(folder, 'node_modules', '.bin'), { recursive: true });
  fs.symlinkSync('../@boletim/grader/dist/bin/boletim.js', path.join(folder, 'node_modules/.bin/boletim'));
  for (const name of ['mocha', 'tsc']) {
    const target = fs.readlinkSync(path.join(NODE_MODULES, '.bin', name));
    fs.symlinkSync(target, path.join(folder, 'node_modules', '.bin', name));
  }
}

/** Our own packages come from their tarballs. */
function unpack(folder: string, tarball: string): void {
  const [, name] = /^boletim-(\w+)-/.exec(tarball)!;
  const place = path.join(folder, 'node_modules', '@boletim', name!);
  fs.mkdirSync(place, { recursive: true });
  const file = path.join(folder, 'vendor', tarball);
  spawnSync('tar', ['-xzf', file, '-C', place, '--strip-components=1']);
}
