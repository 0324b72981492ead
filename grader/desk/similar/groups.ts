/** Everything that hangs together by pairs, the largest group first. */
export function groupsOf<Member>(pairs: readonly (readonly [Member, Member])[]): Member[][] {
  const groupOf = new Map<Member, Set<Member>>();
  for (const [a, b] of pairs) {
    const merged = new Set([...(groupOf.get(a) ?? [a]), ...(groupOf.get(b) ?? [b])]);
    for (const member of merged) groupOf.set(member, merged);
  }
  return [...new Set(groupOf.values())].map((group) => [...group]).sort((a, b) => b.length - a.length);
}
