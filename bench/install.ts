import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../grader/system/paths';
import type { Bench } from './by-turns';

/** What a student installs: `npm ci` of a release of cnn, its time and the bytes of its node_modules. */
export async function benchInstall({ all, folder }: Bench): Promise<void> {
  process.stdout.write('npm ci of a release of cnn\n');
  for (const { name, root } of all) {
    const release = path.join(folder, `release-${name}`);
    const run = (command: string, parameters: string[], cwd: string) =>
      execFileSync(command, parameters, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    run(
      process.execPath,
      [path.join(root, 'grader', 'bin', 'boletim.js'), 'release', 'cnn', '--out', release],
      root,
    );
    const start = performance.now();
    run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel', 'error'], release);
    const seconds = (performance.now() - start) / 1000;
    const bytes = filesBelow(path.join(release, 'node_modules')).map((file) => fs.statSync(file).size);
    const megabytes = bytes.reduce((sum, size) => sum + size, 0) / 1e6;
    process.stdout.write(
      `  ${name.padEnd(12)}${Math.round(megabytes)} MB in ${bytes.length} files, ${seconds.toFixed(1)} s\n`,
    );
  }
}
