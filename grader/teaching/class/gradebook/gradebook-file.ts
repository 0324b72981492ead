import type { ClassStrings } from '../i18n';

/** A file for a gradebook and what its reader will not get from it. */
export interface GradebookFile {
  /** Null when it would hold nobody. */
  text: string | null;
  /** Students whose score the file lacks, with the reason. */
  leftOut: { id: string; reason: string }[];
  /** Other things to know before the upload. */
  notes: string[];
}

/** What a file's reader will not get, in a few lines: one for each reason. */
export function gradebookWarnings(
  name: string,
  { text, leftOut, notes }: GradebookFile,
  { gradebook, andMore }: ClassStrings,
): string[] {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  const lines = reasons.map((reason) => {
    const ids = leftOut.filter((entry) => entry.reason === reason).map(({ id }) => id);
    const shown = ids.slice(0, MOST_NAMES);
    return `${name}: ${gradebook.leftOut(reason, andMore(shown, ids.length - shown.length))}`;
  });
  const unwritten = text === null ? [gradebook.empty(name)] : [];
  return [
    ...unwritten,
    ...(text === null && reasons.length === 1 ? [] : lines),
    ...notes.map((note) => `${name}: ${note}`),
  ];
}

const MOST_NAMES = 5;
