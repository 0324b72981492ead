import fs from 'node:fs';
import { messageOf, UsageError } from '@boletim/grader/errors';
import type { Student } from '../class';

/** Who is in the class, with the groups that a file of its own says. Nobody without a roster. */
export async function rosterOf({ roster, groups }: { roster?: string; groups?: string }): Promise<Student[]> {
  const { parseRoster, withGroups } = await import('../class/index.ts');
  const students = roster === undefined ? [] : parseRoster(readText(roster), roster);
  return groups === undefined ? students : withGroups(students, readText(groups), groups);
}

/** The text of a table with its name, for messages. */
export function tableOf(file: string | undefined): { text: string; file: string } | undefined {
  return file === undefined ? undefined : { text: readText(file), file };
}

/**
 * The text of a file that a person gave.
 * @throws UsageError when it cannot be read or is in another encoding
 */
export function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    // The byte order mark stays: a worksheet goes back as it came.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8; save it as "CSV UTF-8".`);
  }
}

function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)}).`);
  }
}
