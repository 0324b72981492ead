import type { NameParts } from './name-parts';

/** What the student named comes last, and may look like the rest: the first match is Moodle's. */
const NAME = /^(?<name>.+?)_(?<id>\d+)_assignsubmission_(?<kind>[a-z]+)(?:_(?<file>.*))?$/;

/** What Moodle writes for somebody who stays anonymous while being graded. */
const ANONYMOUS = /^\p{L}+ (?<id>\d+)$/u;

/**
 * Reads a name of Moodle's *Download all submissions*, `person_participant_assignsubmission_file_…`; for a team's work
 * it is `group_group number_…`, and with separate groups `group-person_participant_…`. Null for any other name.
 * @example readMoodleName('Ana Lima_4711_assignsubmission_file')?.id // '4711'
 */
export function readMoodleName(text: string): NameParts | null {
  const groups = NAME.exec(text)?.groups;
  if (!groups) return null;
  const [name, id] = [groups.name!, groups.id!];
  const isAnonymous = ANONYMOUS.exec(name)?.groups?.id === id;
  return { id, name: isAnonymous ? null : name, file: groups.file ?? '', late: null, order: 0 };
}

/** Whether Moodle put a typed text, not a file, under this name. */
export function isMoodleText(name: string): boolean {
  return NAME.exec(name)?.groups?.kind === 'onlinetext';
}
