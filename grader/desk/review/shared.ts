/** What a cluster had, and has now. */
interface Shared<Value> {
  base: Value;
  value: Value;
}

/**
 * What an answer's comment becomes when its cluster gets another: where the cluster's old one stands, the new one takes
 * its place; what a person wrote to this student alone stays.
 */
export function shareComment(own: string, { base, value }: Shared<string>): string {
  const at = base === '' ? -1 : blockAt(own, base);
  if (at >= 0) {
    const [before, after] = [own.slice(0, at), own.slice(at + base.length)];
    return value === '' ? (before + after.slice(2)).trimEnd() : before + value + after;
  }
  if (value === '' || blockAt(own, value) >= 0) return own;
  return own === '' ? value : `${own}\n\n${value}`;
}

/** Where a text stands in another as paragraphs of its own; -1 where it does not: "good" is not in "not good". */
function blockAt(whole: string, text: string): number {
  const isApart = (at: number) => {
    const [before, after] = [whole.slice(0, at), whole.slice(at + text.length)];
    return (before === '' || before.endsWith('\n\n')) && (after === '' || after.startsWith('\n\n'));
  };
  let at = whole.indexOf(text);
  while (at >= 0 && !isApart(at)) at = whole.indexOf(text, at + 1);
  return at;
}

/**
 * The same for a rubric: what the cluster gains or loses, the answer does; its other items stay. Null where one item alone
 * can hold and a person chose another for this answer.
 */
export function shareItems(
  own: readonly string[],
  { base, value, choose }: Shared<readonly string[]> & { choose: 'one' | 'many' },
): string[] | null {
  if (own.length === 0 || isSameSet(own, base)) return [...value];
  if (choose === 'one') return isSameSet(own, value) || isSameSet(base, value) ? [...own] : null;
  const [gained, lost] = [without(value, base), without(base, value)];
  return [...new Set([...without(own, lost), ...gained])];
}

/** The same for points; null where a person gave the answer others. */
export function sharePoints(
  own: number | null,
  { base, value }: Shared<number | null>,
): { points: number | null } | null {
  if (own === null || own === base) return { points: value };
  return own === value || base === value ? { points: own } : null;
}

/** The value that most answers of a cluster have in common; undefined where no two share one. */
export function commonValue<Value>(values: readonly (Value | undefined)[]): Value | undefined {
  const counts = new Map<string, { value: Value; count: number }>();
  for (const value of values) {
    if (value === undefined) continue;
    const key = JSON.stringify(value);
    counts.set(key, { value, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most && (most.count > 1 || values.length === 1) ? most.value : undefined;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

function without(list: readonly string[], others: readonly string[]): string[] {
  return list.filter((item) => !others.includes(item));
}
