import type { Student } from '../class';
import type { CollectedRow, Job } from './collect-student';

/**
 * Says where several people, who are no group, have one repository or one commit. That is a slip of the pen, or somebody
 * who named another's repository; addresses of one place differ too much to compare them alone.
 */
export function sharedWork(jobs: readonly Job[], rows: readonly CollectedRow[]): string[] {
  const addresses = strangersWith(
    jobs.map(({ student }) => student),
    ({ repository }) => withoutEnd(repository),
  );
  const commits = new Map(rows.map(({ student, record }) => [student, record.repository?.commit ?? '']));
  const others = strangersWith([...commits.keys()], (student) => commits.get(student)!).filter(
    (students) => !addresses.some((known) => students.every((student) => known.includes(student))),
  );
  return [
    ...addresses.map((students) => `one repository for ${idsOf(students)}`),
    ...others.map(
      (students) =>
        `one commit of ${idsOf(students)}, ${commits.get(students[0]!)!.slice(0, 9)}: one repository under several addresses, or copies in which nobody changed anything`,
    ),
  ];
}

/** Those who have a text in common, and are not one group. */
function strangersWith(students: readonly Student[], textOf: (student: Student) => string): Student[][] {
  const owners = new Map<string, Student[]>();
  for (const student of students) {
    const text = textOf(student);
    if (text !== '') owners.set(text, [...(owners.get(text) ?? []), student]);
  }
  return [...owners.values()].filter((each) => each.length > 1 && !isOneGroup(each));
}

function withoutEnd(address: string): string {
  return address
    .toLowerCase()
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
}

function isOneGroup([first, ...others]: readonly Student[]): boolean {
  return first!.group !== '' && others.every(({ group }) => group === first!.group);
}

function idsOf(students: readonly Student[]): string {
  return students.map(({ id }) => id).join(', ');
}
