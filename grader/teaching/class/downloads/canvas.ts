import { withoutArchiveExtension } from '@boletim/grader/submission';
import type { ClassStrings } from '../i18n';
import type { Student } from '../roster';
import { isWhole, type Entry } from './entries';
import type { NameParts } from './name-parts';
import { collapsedName } from '../person-names';

/** Canvas writes names in lower case, last name first, with nothing between the words. */
const NAME = /^(?<name>[\p{L}\p{M}\p{N}_]+?)_(?<late>LATE_)?(?<id>\d+)_(?<order>\d+)_(?<file>.+)$/u;
const ANONYMOUS = /^(?<late>LATE_)?anon_(?<id>[A-Za-z0-9]+)_(?<order>\d+)_(?<file>.+)$/;
const TYPED = /^(?:[\p{L}\p{M}\p{N}_]+?_)?(?:LATE_)?(?:\d+|anon_[A-Za-z0-9]+)_(?:text|link)\.html$/u;

/**
 * Reads a name of Canvas' *Download submissions*: `limaana_LATE_88_1203_lab.zip`, or `anon_x7Y_1203_lab.zip`; for a
 * group's work the name is the group's and the number that of one member. Null for any other name.
 * @example readCanvasName('limaana_LATE_88_1203_lab.zip')?.late // true
 */
export function readCanvasName(text: string): NameParts | null {
  const anonymous = ANONYMOUS.exec(text)?.groups;
  const groups = anonymous ?? NAME.exec(text)?.groups;
  if (!groups) return null;
  const { id, order, file, late } = groups as Record<'id' | 'order' | 'file' | 'late', string | undefined>;
  return {
    id: anonymous ? `anon_${id}` : id!,
    name: anonymous ? null : groups.name!,
    file: file!,
    late: late !== undefined,
    order: Number(order),
  };
}

/** Whether an id is one that Canvas gives to somebody who stays anonymous; it counts for one assignment, and so does case. */
export function isAnonymousId(id: string | null): boolean {
  return id !== null && /^anon_[A-Za-z0-9]+$/.test(id);
}

/**
 * A name of an anonymous submission without what the student called the file, which may be the student's own name;
 * numbers and kind stay, by which Canvas takes a file back.
 * @example anonymousOrigin('anon_x7Y_1203_ana lima.tar.gz') // 'anon_x7Y_1203_submission.tar.gz'
 */
export function anonymousOrigin(name: string): string {
  const file = readCanvasName(name)!.file;
  return `${name.slice(0, name.length - file.length)}${withoutOwnName(file)}`;
}

/** What is left of a file's name when the student's part of it goes. */
export function withoutOwnName(file: string): string {
  return `submission${/(?:\.tar)?\.[A-Za-z0-9]+$/.exec(file)?.[0] ?? ''}`;
}

/** Whether Canvas put a typed text or an address, not a file, under this name. */
export function isCanvasText(name: string): boolean {
  return TYPED.test(name) && readCanvasName(name) === null;
}

/**
 * Why the names of a whole listing are not Canvas', although some look so; null when they are. Two numbers in a name
 * are often a date or a version: Canvas gives each person one name, and each upload a number of its own.
 */
export function objectionToCanvas(
  entries: readonly Entry[],
  roster: readonly Student[],
  strings: ClassStrings['notCanvas'],
): string | null {
  const read = entries.flatMap((entry) => {
    const parts = readCanvasName(entry.name);
    return parts ? [{ entry, parts }] : [];
  });
  const people = read.map(({ parts }) => parts).filter(({ name }) => name !== null);
  if (people.length === 0) return null;
  const contradiction = contradictionIn(read, strings);
  if (contradiction !== null) return contradiction;
  if (isKnown(people, roster)) return null;
  if (canSay(roster)) return strings.otherPeople;
  if (entries.filter(isWhole).some(({ name }) => !readCanvasName(name))) return strings.otherNames;
  if (read.some(({ entry }) => entry.kind === 'folder')) return strings.folders;
  const ids = new Set(people.map(({ id }) => id));
  const archivesAlone = read.every(({ entry }) => isWhole(entry));
  return ids.size === 1 && archivesAlone ? strings.onePerson : null;
}

function contradictionIn(
  read: readonly { entry: Entry; parts: NameParts }[],
  strings: ClassStrings['notCanvas'],
): string | null {
  const names = new Map<string, string>();
  const uploads = new Map<number, string>();
  for (const { entry, parts } of read) {
    if (parts.name === null) continue;
    if (!/\p{L}/u.test(parts.name)) return strings.nobodysName(parts.name);
    const name = collapsedName(parts.name);
    if (parts.name !== parts.name.toLowerCase()) return strings.upperCase(parts.name);
    if ((names.get(parts.id) ?? name) !== name) return strings.twoNames(parts.id);
    names.set(parts.id, name);
    const upload = withoutArchiveExtension(entry.name);
    if ((uploads.get(parts.order) ?? upload) !== upload) return strings.twoUploads(parts.order);
    uploads.set(parts.order, upload);
  }
  return null;
}

function canSay(roster: readonly Student[]): boolean {
  return roster.some(({ canvasId, name }) => canvasId !== '' || name !== '');
}

function isKnown(people: readonly NameParts[], roster: readonly Student[]): boolean {
  const ids = new Set(roster.map(({ canvasId }) => canvasId));
  const names = new Set(roster.flatMap(({ name, group }) => [...collapsedForms(name), collapsedName(group)]));
  names.delete('');
  return people.some(({ id, name }) => ids.has(id) || names.has(collapsedName(name!)));
}

function collapsedForms(name: string): string[] {
  const words = name.trim().split(/\s+/);
  return [name, `${words.at(-1)} ${words.slice(0, -1).join(' ')}`].map(collapsedName);
}

/**
 * What a student called a file. Canvas writes `-1`, `-2`, … before an extension when a file is uploaded again, but a
 * name may end so by itself: it stays when it is asked for as it is.
 * @param wanted the file names that the assignment asks for
 * @example canvasFileName('mean-1.ts', ['mean.ts']) // 'mean.ts'
 */
export function canvasFileName(file: string, wanted: readonly string[]): string {
  if (wanted.includes(file)) return file;
  const stripped = [...file.matchAll(/-\d+(?=\.)/g)].map(
    ({ index, 0: suffix }) => file.slice(0, index) + file.slice(index + suffix.length),
  );
  return stripped.find((name) => wanted.includes(name)) ?? file;
}
