import { UsageError } from '@boletim/grader/errors';
import type { Lang } from '@boletim/grader/reporters';
import { groupKey } from '../groups';
import { classStringsOf } from '../i18n';
import type { Extension } from './extensions';

/** Somebody who may have an extension. */
export interface Holder {
  /** Whatever a line may call the student; the first is the id. */
  names: readonly string[];
  groups: readonly string[];
}

/**
 * Whose extensions are whose. A student's own and that of the group both hold, so the later counts.
 * @throws UsageError for a line about nobody or two of them, and for two lines about one student or one group
 */
export function matchExtensions<Who extends Holder>(
  extensions: readonly Extension[],
  holders: readonly Who[],
): Map<Who, Extension> {
  const matched = new Map<Who, Extension[]>();
  for (const extension of extensions) {
    const found = holdersOf(extension, holders);
    if (found.length === 0) throw new UsageError(unknownHolder(extension));
    for (const holder of found) {
      const others = matched.get(holder) ?? [];
      refuseTwice(extension, others);
      matched.set(holder, [...others, extension]);
    }
  }
  return new Map([...matched].map(([holder, all]) => [holder, latestOf(all)]));
}

/** What to say about a line that fits nobody. */
export function unknownHolder({ at, student, group }: Extension, lang: Lang = 'en'): string {
  const { dates } = classStringsOf(lang);
  return group === '' ? dates.noStudent(at, student) : dates.noGroup(at, group);
}

/**
 * Who a line is about: everybody of a group, or one student.
 * @throws UsageError where two students may be meant
 */
export function holdersOf<Who extends Holder>(
  { at, student, group }: Extension,
  holders: readonly Who[],
): Who[] {
  if (group !== '')
    return holders.filter(({ groups }) => groups.some((name) => groupKey(name) === groupKey(group)));
  const exact = holders.filter(({ names }) => names[0] === student);
  const name = student.toLowerCase();
  const alike = holders.filter(({ names }) => names.some((other) => other.toLowerCase() === name));
  const found = exact.length > 0 ? exact : alike;
  if (found.length < 2) return found;
  const ids = found.map(({ names }) => names[0]).join(' and ');
  throw new UsageError(`${at}: "${student}" fits ${ids}; write the id`);
}

function refuseTwice(extension: Extension, others: readonly Extension[]): void {
  const isSame = ({ group }: Extension) => groupKey(group) === groupKey(extension.group);
  const earlier = others.find(isSame);
  if (!earlier) return;
  const name = extension.student || extension.group;
  throw new UsageError(`${extension.at}: "${name}" has an extension in ${earlier.at} already; keep one`);
}

function latestOf(extensions: readonly Extension[]): Extension {
  return extensions.reduce((latest, next) => (latest.until < next.until ? next : latest));
}
