/** The lines of a file as editors count them, without their ends. */
export function codeLines(code: string): string[] {
  const lines = code.split(/\r\n?|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/**
 * Where a comment's line stands now, from 1: its place as long as it reads as it did, else the nearest line that reads
 * so, since a student may have handed in again; null when there is none.
 */
export function findLine(
  lines: readonly string[],
  { line, quote }: { line: number; quote: string | null },
): number | null {
  if (quote === null) return line >= 1 && line <= lines.length ? line : null;
  const same = lines.flatMap((text, index) => (text.trim() === quote.trim() ? [index + 1] : []));
  const [nearest] = same.sort((a, b) => Math.abs(a - line) - Math.abs(b - line));
  return nearest ?? null;
}
