import fs from 'node:fs';

/** Tasks that no process is ever given: each does one thing that a hostile file may lead to. */
const state = { used: false };

export function processId(): number {
  state.used = true;
  return process.pid;
}

export function crash(): void {
  process.abort();
}

export function crashIfUsed(): string {
  if (state.used) process.abort();
  return 'worked';
}

/** What ends a process once, and not again: the machine, and no file. */
export function crashOnce(mark: string): string {
  if (fs.existsSync(mark)) return 'worked';
  fs.writeFileSync(mark, '');
  process.abort();
}

export function spin(): void {
  for (;;);
}

let counted = 0;

export function count(): number {
  return (counted += 1);
}

/** What the first process that is asked has in its environment. */
export function firstEnvironment(): string[] {
  return (firstNames ??= Object.keys(process.env));
}

let firstNames: string[] | undefined;
