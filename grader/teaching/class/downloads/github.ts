import type { Student } from '../roster';
import { isWhole, type Entry } from './entries';
import type { NameParts } from './name-parts';

/**
 * What GitHub Classroom puts in front of user names, like "lab-1-": the beginning of `lab-1-ana`. With a roster it is
 * the one after which most names are its users' or groups'; without one it is what all names begin with. Null when
 * there is none.
 */
export function classroomPrefix(entries: readonly Entry[], roster: readonly Student[]): string | null {
  const names = entries.filter(isWhole).map(({ name }) => name);
  return roster.some(({ username }) => username !== '') ? prefixByRoster(names, roster) : commonPrefix(names);
}

/** Reads the name of a repository after the prefix; Classroom adds -1, -2, … when a name was taken. */
export function readGithubName(text: string, prefix: string, roster: readonly Student[]): NameParts | null {
  if (!text.startsWith(prefix) || text.length === prefix.length) return null;
  const rest = text.slice(prefix.length);
  const known = keysOf(roster);
  const bare = rest.replace(/-\d+$/, '');
  const id = !known.has(rest.toLowerCase()) && known.has(bare.toLowerCase()) ? bare : rest;
  return { id, name: null, file: '', late: null, order: 0 };
}

function prefixByRoster(names: readonly string[], roster: readonly Student[]): string | null {
  const known = keysOf(roster);
  const prefixes = names.flatMap((name) =>
    [...name.matchAll(/-/g)]
      .map(({ index }) => name.slice(0, index + 1))
      .filter((prefix) => {
        const rest = name.slice(prefix.length).toLowerCase();
        return known.has(rest) || known.has(rest.replace(/-\d+$/, ''));
      }),
  );
  const count = (prefix: string) => prefixes.filter((other) => other === prefix).length;
  const [best] = [...new Set(prefixes)].sort((a, b) => count(b) - count(a) || b.length - a.length);
  return best !== undefined && count(best) * 2 >= names.length ? best : null;
}

function keysOf(roster: readonly Student[]): Set<string> {
  const keys = roster.flatMap(({ username, group }) => [username, group.replace(/\s+/g, '-')]);
  return new Set(keys.filter((key) => key !== '').map((key) => key.toLowerCase()));
}

function commonPrefix(names: readonly string[]): string | null {
  const [first, ...others] = names;
  if (first === undefined || others.length === 0) return null;
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length -= 1;
  const prefix = first.slice(0, first.slice(0, length).lastIndexOf('-') + 1);
  return prefix === '' ? null : prefix;
}
