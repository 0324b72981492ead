import { isAnonymousId, type Platform } from './downloads';
import { groupKey, groupsOf, refuseAlike, type Group } from './groups';
import { formsOfName } from './person-names';
import type { Student } from './roster';

/** Finds students of a roster by everything that platforms and people call them. Holds all who fit, never a choice. */
export class RosterIndex {
  private readonly byKey = new Map<string, Student[]>();
  private readonly byPlatformId = new Map<string, Student[]>();
  private readonly byName = new Map<string, Student[]>();
  private readonly groups = new Map<string, Group>();

  /** @throws UsageError for two groups that platforms write alike */
  constructor(readonly students: readonly Student[]) {
    const groups = groupsOf(students);
    refuseAlike(groups);
    for (const group of groups) this.groups.set(groupKey(group.name), group);
    for (const student of students) {
      for (const key of keysOf(student)) push(this.byKey, key, student);
      for (const [platform, id] of platformIdsOf(student))
        push(this.byPlatformId, platformKey(platform, id), student);
      for (const name of formsOfName(student.name)) push(this.byName, name, student);
    }
  }

  /** By id, e-mail, the name before its @, user name or the institution's number; in any case. */
  withKey(key: string): Student[] {
    return this.byKey.get(foldKey(key)) ?? [];
  }

  /** By the platform's own number or user name. */
  withPlatformId(platform: Platform, id: string): Student[] {
    return this.byPlatformId.get(platformKey(platform, id)) ?? [];
  }

  withName(name: string): Student[] {
    return [...new Set(formsOfName(name).flatMap((form) => this.byName.get(form) ?? []))];
  }

  group(name: string): Group | undefined {
    return this.groups.get(groupKey(name));
  }
}

/** The number by which a platform knows a student; empty where the roster does not say. */
export function platformIdOf(student: Student, platform: Platform): string {
  return platformIdsOf(student).find(([of]) => of === platform)?.[1] ?? '';
}

/** Canvas' anonymous ids are told apart by case too. */
function platformKey(platform: Platform, id: string): string {
  return `${platform}:${isAnonymousId(id) ? id : foldKey(id)}`;
}

function platformIdsOf({ moodleId, canvasId, anonymousId, username }: Student): [Platform, string][] {
  const ids: [Platform, string][] = [
    ['moodle', moodleId],
    ['canvas', canvasId],
    ['canvas', anonymousId],
    ['github', foldKey(username)],
  ];
  return ids.filter(([, id]) => id !== '');
}

function keysOf({ id, email, username, idNumber }: Student): string[] {
  const keys = [id, email, username, idNumber, email.split('@')[0] ?? ''];
  return [...new Set(keys.filter((key) => key !== '').map(foldKey))];
}

/** One key in any case, and however a system writes its accents. */
function foldKey(key: string): string {
  return key.normalize('NFC').toLowerCase();
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
