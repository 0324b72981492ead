/**
 * Makes printing wait until the bytes are out. What a test printed then arrives before its answer, and what it printed
 * before an endless loop or a crash arrives at all; a flood fills the grader's count instead of this process's memory.
 */
export function printAtOnce(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // Not public, and the only way Node has: https://nodejs.org/api/process.html#a-note-on-process-io
    const { _handle: handle } = stream as { _handle?: { setBlocking?(blocking: boolean): void } };
    handle?.setBlocking?.(true);
  }
}
