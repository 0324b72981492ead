import type { Diagnosis } from '../report/report';
import type { TestEvidence } from './evidence';
import { groupsOf } from './group-by';
import { findRelation } from './relations/find-relation';
import type { Relation } from './relations/relation';
import { sentencesOf, type Lang } from './sentences';

/** What was done to the right result, where that can be told; the relation that explains most tests is named. */
export function byRelation(failed: readonly TestEvidence[], lang: Lang): Diagnosis | null {
  const found = failed.flatMap((test) => {
    const relation = relationOf(test);
    return relation ? [{ id: test.id, relation, label: test.observed!.comparison!.label }] : [];
  });
  const [group] = groupsOf(found, ({ relation }) => keyOf(relation));
  if (!group) return null;
  const { relation, label } = group[0]!;
  const { result, relation: sentences, look } = sentencesOf(lang);
  return {
    mistake: relation.name,
    says: capitalised(sentences[relation.name](label ?? result, relation.values)),
    look: look[relation.name],
    how: 'relation',
    tests: group.map(({ id }) => id),
  };
}

function relationOf({ observed }: TestEvidence): Relation | null {
  if (!observed?.comparison) return null;
  return findRelation(observed.comparison, observed.calls.at(-1)?.argument);
}

/** The same thing was done, whatever sizes it was done to. */
function keyOf({ name, values }: Relation): string {
  return [name, values.by ?? '', values.name ?? ''].join('|');
}

function capitalised(sentence: string): string {
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
