import { spawnSync } from 'node:child_process';
import { AuthorError } from '@boletim/grader/errors';

/** Runs npm in a folder. @throws AuthorError with what npm said when it fails */
export function runNpm(parameters: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync('npm', parameters, {
    cwd,
    encoding: 'utf8',
    // npm is a script there, and takes nothing here that a shell would read.
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_loglevel: 'error', NODE_OPTIONS: '' },
  });
  if (status === 0) return stdout;
  throw new AuthorError(`npm ${parameters[0]} failed: ${error?.message ?? (stderr.trim() || stdout.trim())}`);
}
