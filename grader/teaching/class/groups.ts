import { UsageError } from '@boletim/grader/errors';
import { studentsOfLine } from './find-student';
import { collapsedName } from './person-names';
import { parseRoster, type Student } from './roster';

/** Students who hand in together. */
export interface Group {
  name: string;
  members: Student[];
}

/** The groups that a roster's column names. */
export function groupsOf(roster: readonly Student[]): Group[] {
  const groups = new Map<string, Group>();
  for (const student of roster.filter(({ group }) => group !== '')) {
    const group = groups.get(student.group) ?? { name: student.group, members: [] };
    group.members.push(student);
    groups.set(student.group, group);
  }
  return [...groups.values()];
}

/**
 * Puts `groups.csv` into the roster: each line has a group and whatever tells its student apart, as Canvas exports it.
 * @returns the roster with the group of everybody whom the file names; without a roster, the people of the file
 * @throws UsageError when no line has a group, for a line about nobody or about two students, and for a student in two
 */
export function withGroups(roster: readonly Student[], text: string, file: string): Student[] {
  const lines = parseRoster(text, file);
  if (lines.every(({ group }) => group === ''))
    throw new UsageError(`${file} names no group; give it a column "group"`);
  const placed = new Map<Student, string>();
  for (const line of lines.filter(({ group }) => group !== '')) {
    const student = roster.length === 0 ? line : studentOf(line, { roster, file });
    const earlier = placed.get(student);
    if (earlier !== undefined && earlier !== line.group)
      throw new UsageError(`${file}: "${line.id}" is in ${earlier} and in ${line.group}; keep one`);
    placed.set(student, line.group);
  }
  const everybody = roster.length === 0 ? lines : roster;
  return everybody.map((student) => ({ ...student, group: placed.get(student) ?? '' }));
}

function studentOf(line: Student, { roster, file }: { roster: readonly Student[]; file: string }): Student {
  const found = studentsOfLine(line, roster);
  const [student, ...others] = found;
  if (student && others.length === 0) return student;
  const problem = student ? `fits ${found.map(({ id }) => id).join(' and ')}` : 'is not in the roster';
  throw new UsageError(`${file}: "${line.name || line.id}" of the group ${line.group} ${problem}`);
}

/** How a group is looked up: without case, accents and spaces, as platforms change them. */
export function groupKey(name: string): string {
  return collapsedName(name);
}

/** @throws UsageError for two groups that platforms write alike */
export function refuseAlike(groups: readonly Group[]): void {
  const names = new Map<string, string>();
  for (const { name } of groups) {
    const earlier = names.get(groupKey(name));
    if (earlier !== undefined)
      throw new UsageError(`The groups "${earlier}" and "${name}" look alike in a download; rename one.`);
    names.set(groupKey(name), name);
  }
}
