import { formsOfName } from './person-names';
import type { Student } from './roster';

const KEYS = ['id', 'email', 'username', 'idNumber', 'canvasId', 'moodleId'] as const;

/** Who a line of another table may be about: all that share a key with it, else all of its name. */
export function studentsOfLine(line: Student, roster: readonly Student[]): Student[] {
  const given = KEYS.map((key) => line[key].toLowerCase()).filter((key) => key !== '');
  const byKey = roster.filter((student) => KEYS.some((key) => given.includes(student[key].toLowerCase())));
  if (byKey.length > 0) return byKey;
  const forms = formsOfName(line.name || line.id);
  return roster.filter(({ name }) => formsOfName(name).some((form) => forms.includes(form)));
}
