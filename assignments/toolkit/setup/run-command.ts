import { spawn } from 'node:child_process';

/** How a finished command is described: its exit code (`null` when a signal ended it) and all it printed. */
export interface CommandResult {
  code: number | null;
  output: string;
}

/** Runs a program to its end and keeps the tail of its output; rejects only when it cannot be started. */
export function runCommand(
  program: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-TAIL);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

const TAIL = 20_000;
