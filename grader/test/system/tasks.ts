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

export function spin(): void {
  for (;;);
}
