import type { Student } from '../roster';
import { objectionToCanvas, readCanvasName } from './canvas';
import { isWhole, type Entry } from './entries';
import { classroomPrefix, readGithubName } from './github';
import { GRADESCOPE_METADATA, readGradescopeName } from './gradescope';
import { readMoodleName } from './moodle';
import type { NameParts } from './name-parts';
import type { Platform } from './platforms';

/** What a listing was taken for. */
export interface Recognised {
  platform: Platform;
  /** From what it was recognised, for the instructor. */
  because: string;
  /** Reads one name; null for one that the platform did not write. */
  read(name: string): NameParts | null;
}

/**
 * Tells from the whole listing, and the roster's numbers and users, which platform it was downloaded from. One name
 * alone proves nothing: `lab_2024_11_ana.zip` has two numbers, and is not Canvas'.
 * @param from what the instructor says it is; then nothing is guessed
 * @param isTaken whether this program took the submissions, and wrote down whose they are
 */
export function recognise(
  entries: readonly Entry[],
  {
    roster,
    from,
    isTaken = false,
  }: { roster: readonly Student[]; from?: Platform | undefined; isTaken?: boolean },
): Recognised {
  if (from !== undefined)
    return { platform: from, because: '--from says so', read: readerOf(from, entries, roster) };
  const { platform, because } = isTaken ? TAKEN : guess(entries, roster);
  return { platform, because, read: readerOf(platform, entries, roster) };
}

function guess(entries: readonly Entry[], roster: readonly Student[]): Omit<Recognised, 'read'> {
  const names = entries.map(({ name }) => name);
  if (names.includes(GRADESCOPE_METADATA))
    return { platform: 'gradescope', because: `${GRADESCOPE_METADATA} lies beside` };
  if (names.some((name) => readMoodleName(name)))
    return { platform: 'moodle', because: 'names have _assignsubmission_ in them' };
  const whole = entries.filter(isWhole);
  const numbered = whole.filter(({ name }) => readGradescopeName(name));
  if (numbered.length > 0 && numbered.length * 2 > whole.length)
    return { platform: 'gradescope', because: 'folders are called submission_ and a number' };
  return guessCanvas(entries, roster) ?? guessGithub(entries, roster) ?? PLAIN;
}

const TAKEN = { platform: 'plain', because: 'whose they are was written down when they were taken' } as const;
const PLAIN = { platform: 'plain', because: 'no platform writes such names' } as const;

function guessCanvas(entries: readonly Entry[], roster: readonly Student[]): Omit<Recognised, 'read'> | null {
  if (!entries.some(({ name }) => readCanvasName(name))) return null;
  const objection = objectionToCanvas(entries, roster);
  if (objection === null)
    return { platform: 'canvas', because: 'names are name_user_upload_file, each number with one name' };
  const because = `some names look like Canvas', but ${objection}; --from canvas if they are`;
  return { platform: 'plain', because };
}

/** Without a roster of users, names that begin alike say nothing. */
function guessGithub(entries: readonly Entry[], roster: readonly Student[]): Omit<Recognised, 'read'> | null {
  if (!roster.some(({ username }) => username !== '')) return null;
  if (entries.some(({ name }) => roster.some(({ id }) => id.toLowerCase() === name.toLowerCase())))
    return null;
  const prefix = classroomPrefix(entries, roster);
  if (prefix === null) return null;
  return { platform: 'github', because: `the roster's users stand after "${prefix}"` };
}

function readerOf(
  platform: Platform,
  entries: readonly Entry[],
  roster: readonly Student[],
): Recognised['read'] {
  switch (platform) {
    case 'moodle':
      return readMoodleName;
    case 'canvas':
      return readCanvasName;
    case 'gradescope':
      return readGradescopeName;
    case 'github': {
      const prefix = classroomPrefix(entries, roster) ?? '';
      return (name) => readGithubName(name, prefix, roster);
    }
    case 'plain':
      return () => null;
  }
}
