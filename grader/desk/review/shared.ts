/**
 * What an answer's comment becomes when its cluster gets another: where the cluster's old one stands, the new one takes
 * its place; what a person wrote to this student alone stays.
 */
export function shareComment(own: string, { base, value }: { base: string; value: string }): string {
  if (base !== '' && own.includes(base)) return own.replace(base, () => value).trim();
  if (value === '' || own.includes(value)) return own;
  return own === '' ? value : `${own}\n\n${value}`;
}

/** The same for a rubric: items that the cluster no longer has go, others of the answer's own stay. */
export function shareItems(
  own: readonly string[],
  { base, value, choose }: { base: readonly string[]; value: readonly string[]; choose: 'one' | 'many' },
): string[] {
  if (choose === 'one') return value.length > 0 ? [...value] : own.filter((item) => !base.includes(item));
  const kept = own.filter((item) => value.includes(item) || !base.includes(item));
  return [...new Set([...kept, ...value])];
}

/** The comment that most answers of a cluster have in common; empty where no two share one. */
export function commonComment(comments: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const comment of comments.filter((text) => text !== ''))
    counts.set(comment, (counts.get(comment) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && (most[1] > 1 || comments.length === 1) ? most[0] : '';
}

/** The items that hold for every answer of a cluster. */
export function commonItems(items: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = items;
  return first.filter((item) => others.every((list) => list.includes(item)));
}
