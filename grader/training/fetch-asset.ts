import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../system/paths';

export type FetchOutcome = { path: string } | { problem: string };

/**
 * Where something of an assignment's `fetch` is in the user's cache; when it is not there and may be fetched, it is,
 * by the same program as `npm run fetch`. A failure is one line, not an error.
 */
export async function fetchAsset(
  assignment: string,
  name: string,
  { mayFetch }: { mayFetch: boolean },
): Promise<FetchOutcome> {
  const program = path.join(ROOT, 'grader', 'fetch', 'main.ts');
  if (!fs.existsSync(program)) return { problem: `nothing here can fetch ${name}` };
  const flags = ['--assignment', assignment, ...(mayFetch ? [] : ['--offline'])];
  const { code, stdout, stderr } = await run([program, name, ...flags]);
  const [, found] = /^(?:Already there|Fetched): (.+)$/m.exec(stdout) ?? [];
  if (code === 0 && found) return { path: fs.realpathSync(found) };
  const [line] = stderr.split('\n').filter((text) => text.trim() !== '' && !text.includes('\r'));
  return { problem: line?.replace(/\.$/, '') ?? `${name} could not be fetched` };
}

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What it draws on its way to the end of a download is passed on; what it says at the end is kept. */
function run(parameters: string[]): Promise<Ended> {
  const register = path.join(ROOT, 'grader', 'loader', 'register.js');
  const child = spawn(process.execPath, ['--require', register, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    ended.stderr += text;
    if (/\d ?%/.test(text)) process.stderr.write(text);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ...ended, stderr: error.message }));
    child.on('close', (code) => resolve({ ...ended, code }));
  });
}
