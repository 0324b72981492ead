import os from 'node:os';

/** Starts one task a processor; the next in each row follows when the one before it has ended. */
export function inParallel<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R>[] {
  const rows: Promise<unknown>[] = Array.from({ length: os.availableParallelism() }, () => Promise.resolve());
  return items.map((item, index) => {
    const row = index % rows.length;
    const result = rows[row]!.then(() => run(item));
    rows[row] = result.catch(() => {}); // Whoever awaits the result is told; the row goes on.
    return result;
  });
}
