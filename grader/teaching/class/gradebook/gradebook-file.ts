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
export function gradebookWarnings(name: string, { text, leftOut, notes }: GradebookFile): string[] {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  const lines = reasons.map((reason) => {
    const ids = leftOut.filter((entry) => entry.reason === reason).map(({ id }) => id);
    const shown =
      ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and ${ids.length - 5} more` : ids.join(', ');
    return `${name}: left out, ${reason}: ${shown}`;
  });
  const unwritten = text === null ? [`${name} was not written: it would hold nobody`] : [];
  return [
    ...unwritten,
    ...(text === null && reasons.length === 1 ? [] : lines),
    ...notes.map((note) => `${name}: ${note}`),
  ];
}
