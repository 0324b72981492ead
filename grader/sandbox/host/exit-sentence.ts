import { constants } from 'node:os';

/** How a sandbox's process has ended, as a student reads it; what it printed may say why. */
export function exitSentence(
  { code, signal }: { code: number | null; signal: string | null },
  printed: string,
): string {
  if (/heap out of memory|Array buffer allocation failed/.test(printed)) return 'it ran out of memory';
  const killed = signal ?? signalOf(code);
  return killed ? `its process was ended by ${killed}` : codeSentence(code);
}

/** The same for a process that has ended by itself. */
export function codeSentence(code: number | null): string {
  return `its process exited with code ${code} before it answered; do not call process.exit()`;
}

/** bwrap and shells pass a signal on as 128 plus its number. */
function signalOf(code: number | null): string | undefined {
  const number = (code ?? 0) - 128;
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}
