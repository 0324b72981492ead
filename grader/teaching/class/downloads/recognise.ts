import type { Student } from '../roster';
import { objectionToCanvas, readCanvasName } from './canvas';
import { isWhole, type Entry } from './entries';
import { classroomPrefix, readGithubName } from './github';
import { GRADESCOPE_METADATA, readGradescopeName } from './gradescope';
import { readMoodleName } from './moodle';
import type { NameParts } from './name-parts';
import type { Lang } from '@boletim/grader/reporters';
import { classStringsOf, type ClassStrings } from '../i18n';
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
  { roster, from, lang = 'en', isTaken = false }: RecogniseOptions,
): Recognised {
  const strings = classStringsOf(lang);
  if (from !== undefined)
    return { platform: from, because: strings.recognised.said, read: readerOf(from, entries, roster) };
  const { platform, because } = isTaken
    ? { platform: 'plain' as const, because: strings.recognised.taken }
    : guess(entries, roster, strings);
  return { platform, because, read: readerOf(platform, entries, roster) };
}

export interface RecogniseOptions {
  roster: readonly Student[];
  from?: Platform | undefined;
  /** Whether it was written down whose each is. */
  isTaken?: boolean;
  /** Of the reason. */
  lang?: Lang;
}

type Guess = Omit<Recognised, 'read'>;

function guess(entries: readonly Entry[], roster: readonly Student[], strings: ClassStrings): Guess {
  const { recognised } = strings;
  const names = entries.map(({ name }) => name);
  if (names.includes(GRADESCOPE_METADATA))
    return { platform: 'gradescope', because: recognised.metadata(GRADESCOPE_METADATA) };
  if (names.some((name) => readMoodleName(name))) return { platform: 'moodle', because: recognised.moodle };
  const whole = entries.filter(isWhole);
  const numbered = whole.filter(({ name }) => readGradescopeName(name));
  if (numbered.length > 0 && numbered.length * 2 > whole.length)
    return { platform: 'gradescope', because: recognised.gradescope };
  return (
    guessCanvas(entries, roster, strings) ??
    guessGithub(entries, roster, strings) ?? { platform: 'plain', because: recognised.nobody }
  );
}

function guessCanvas(
  entries: readonly Entry[],
  roster: readonly Student[],
  { recognised, notCanvas }: ClassStrings,
): Guess | null {
  const read = entries.flatMap(({ name }) => readCanvasName(name) ?? []);
  if (read.length === 0) return null;
  const objection = objectionToCanvas(entries, roster, notCanvas);
  return objection === null
    ? {
        platform: 'canvas',
        because: read.every(({ name }) => name === null) ? recognised.canvasAnonymous : recognised.canvas,
      }
    : { platform: 'plain', because: recognised.notCanvas(objection) };
}

/** Without a roster of users, names that begin alike say nothing. */
function guessGithub(
  entries: readonly Entry[],
  roster: readonly Student[],
  { recognised }: ClassStrings,
): Guess | null {
  if (!roster.some(({ username }) => username !== '')) return null;
  if (entries.some(({ name }) => roster.some(({ id }) => id.toLowerCase() === name.toLowerCase())))
    return null;
  const prefix = classroomPrefix(entries, roster);
  if (prefix === null) return null;
  return { platform: 'github', because: recognised.github(prefix) };
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
