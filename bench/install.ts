import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../grader/system/paths';
import type { Bench } from './by-turns';
import { install, programOf } from './checkouts';

/** What a student installs: `npm ci` of a release of cnn, its time and the bytes of its node_modules. */
export async function benchInstall({ all, folder }: Bench): Promise<void> {
  process.stdout.write('npm ci of a release of cnn\n');
  for (const checkout of all) {
    const release = path.join(folder, `release-${checkout.name}`);
    execFileSync(process.execPath, [programOf(checkout), 'release', 'cnn', '--out', release], {
      cwd: checkout.root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const start = performance.now();
    install(release);
    const seconds = (performance.now() - start) / 1000;
    const bytes = filesBelow(path.join(release, 'node_modules')).map((file) => fs.statSync(file).size);
    const megabytes = bytes.reduce((sum, size) => sum + size, 0) / 1e6;
    process.stdout.write(
      `  ${checkout.name.padEnd(12)}${Math.round(megabytes)} MB in ${bytes.length} files, ${seconds.toFixed(1)} s\n`,
    );
  }
}
