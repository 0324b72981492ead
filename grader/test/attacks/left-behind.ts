import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Processes of any sandbox of ours that still run, by command line: none when all is well. */
function sandboxProcesses(): string[] {
  if (process.platform !== 'linux') return [];
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter(belongsToUs)
    .map((pid) => `${pid}: ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}

/** Folders of this process that are still there. */
function stageFolders(): string[] {
  return fs
    .readdirSync(os.tmpdir())
    .filter((name) => name.includes(`.${process.pid}.`) && name.includes('-stage-'));
}

/** Waits a little: a killed process takes a moment to disappear. */
export async function untilNothingIsLeft(): Promise<string[]> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (sandboxProcesses().length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return [...sandboxProcesses(), ...stageFolders()];
}

/** Every process of a sandbox has been given a home that nobody else has. */
function belongsToUs(pid: string): boolean {
  const home = read(`/proc/${pid}/environ`)
    .split('\0')
    .find((entry) => entry.startsWith('HOME='));
  return home?.includes(`.${process.pid}.`) === true && path.basename(home) === 'scratch';
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
