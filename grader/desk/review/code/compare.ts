import { structuredPatch } from 'diff';

/** One line of a comparison: in both, only in the new file, or only in the old one. */
export interface ComparedLine {
  kind: 'same' | 'added' | 'removed';
  /** From 1 in its file, the new one where it is in both. */
  number: number;
  text: string;
}

/** Lines around a change that are shown with it. */
const CONTEXT = 4;
/** Files that have nothing in common are not worth a second of anybody's time. */
const MILLISECONDS = 1000;

/**
 * What changed between two files, in pieces; no pieces where they are the same, null where they differ too much to be
 * compared in good time.
 */
export function compareFiles(before: string, after: string): ComparedLine[][] | null {
  const patch = structuredPatch('a', 'b', toLf(before), toLf(after), '', '', {
    context: CONTEXT,
    timeout: MILLISECONDS,
  });
  if (!patch) return null;
  return patch.hunks.map(({ oldStart, newStart, lines }) => {
    let [old, now] = [oldStart, newStart];
    return lines
      .filter((line) => !line.startsWith('\\'))
      .map((line): ComparedLine => {
        const text = line.slice(1);
        if (line.startsWith('-')) return { kind: 'removed', number: old++, text };
        if (line.startsWith('+')) return { kind: 'added', number: now++, text };
        old++;
        return { kind: 'same', number: now++, text };
      });
  });
}

function toLf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
