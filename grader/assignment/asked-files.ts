/** What students are asked to hand in: the files of questions, and the declaration where there is one, each once. */
export function askedFiles({
  files,
  declaration,
}: {
  files: readonly string[];
  declaration?: string | undefined;
}): string[] {
  return [...new Set([...files, ...(declaration === undefined ? [] : [declaration])])];
}
