import { UsageError } from '@boletim/grader/errors';
import { namesAgree, NOBODY, type RecordedRow, type Student } from '../class';
import type { Term, TermAssignment } from './term';

/** One student of a term, with the row in each class. */
export interface Person {
  /** What is known, of the roster first. */
  student: Student;
  /** One an assignment; null where the student is not in its class. */
  rows: (RecordedRow | null)[];
  inRoster: boolean;
}

/** What may not differ in one student, and not be shared by two. Moodle's number is another in each assignment. */
const KEYS = ['idNumber', 'canvasId', 'email', 'username'] as const;

/**
 * Who is who across the classes, by the id.
 * @throws UsageError where ids contradict what else is known, and for a class of other people
 */
export function peopleOf(term: Term): Person[] {
  const { spec, assignments, roster } = term;
  const firstOf = new Map(
    spec.same.flatMap(([first, ...others]) => others.map((id) => [id, first!] as const)),
  );
  const people = new Map<string, Person>();
  const personOf = (id: string): Person => {
    const known = people.get(id) ?? { student: NOBODY, rows: assignments.map(() => null), inRoster: false };
    people.set(id, known);
    return known;
  };
  for (const student of roster ?? []) {
    const person = personOf(firstOf.get(student.id) ?? student.id);
    if (person.inRoster)
      throw new UsageError(`${student.id} is the same in term.yaml, and another in the roster.`);
    Object.assign(person, { student, inRoster: true });
  }
  for (const [at, assignment] of assignments.entries()) {
    for (const row of assignment.rows) {
      const isSaid = spec.same.some((ids) => ids.includes(row.id));
      add(personOf(firstOf.get(row.id) ?? row.id), { row, at, assignment, isSaid });
    }
  }
  for (const [id, person] of people) person.student = { ...person.student, id };
  refuseUnused(spec.same, term);
  refuseStrangers(term, [...people.values()]);
  refuseShared([...people.values()]);
  return [...people.values()];
}

interface Addition {
  row: RecordedRow;
  at: number;
  assignment: TermAssignment;
  /** A person said whose it is: other keys may differ. */
  isSaid: boolean;
}

function add(person: Person, { row, at, assignment, isSaid }: Addition): void {
  const earlier = person.rows[at];
  if (earlier)
    throw new UsageError(
      `${earlier.id} and ${row.id} are one student in term.yaml, and two in ${assignment.spec.class}.`,
    );
  if (!isSaid) refuseOther(person.student, row, assignment);
  person.rows[at] = row;
  const { email, username, idNumber, canvasId, moodleId, section } = row;
  const said = { name: nameOf(row), email, username, idNumber, canvasId, moodleId, section };
  const news = Object.entries(said).filter(([key]) => person.student[key as keyof Student] === '');
  person.student = { ...person.student, ...Object.fromEntries(news) };
}

/** Where nobody told a name, a class takes the id for one. */
function nameOf({ id, name }: RecordedRow): string {
  return name === id ? '' : name;
}

/** One id for two people would give one the other's grades. */
function refuseOther(student: Student, row: RecordedRow, { spec }: TermAssignment): void {
  const differs = KEYS.find(
    (key) => student[key] !== '' && row[key] !== '' && !isSame(student[key], row[key]),
  );
  const name = nameOf(row);
  const isRenamed = student.name !== '' && name !== '' && !namesAgree(name, student.name);
  if (differs === undefined && !isRenamed) return;
  const [before, now] = differs === undefined ? [student.name, name] : [student[differs], row[differs]];
  throw new UsageError(
    `${row.id} is "${now}" in ${spec.class} and "${before}" elsewhere; grade all classes with one roster.`,
  );
}

/** Two ids of one student would be two halves of a term. Who stand in one class as two are two. */
function refuseShared(people: readonly Person[]): void {
  for (const key of KEYS) {
    const owners = new Map<string, Person>();
    for (const person of people) {
      const value = person.student[key].toLowerCase();
      const other = value === '' ? undefined : owners.get(value);
      if (other && !meet(other, person)) {
        const ids = [other.student.id, person.student.id];
        throw new UsageError(
          `${ids.join(' and ')} have ${value} in common, in different classes; if they are one student, write "same: [[${ids.join(', ')}]]" into term.yaml, else correct the roster.`,
        );
      }
      if (value !== '') owners.set(value, person);
    }
  }
}

/** Whether there is a class, or the roster, in which both have a row. */
export function meet(one: Person, other: Person): boolean {
  return (
    (one.inRoster && other.inRoster) || one.rows.some((row, at) => row !== null && other.rows[at] !== null)
  );
}

/** A class of which less than half is in the roster, or in the largest class, was graded with another roster. */
function refuseStrangers({ assignments, roster }: Term, people: readonly Person[]): void {
  const sizes = assignments.map(({ rows }) => rows.length);
  const largest = sizes.indexOf(Math.max(...sizes));
  const isKnown = ({ inRoster, rows }: Person) => (roster ? inRoster : rows[largest] !== null);
  for (const [at, { spec }] of assignments.entries()) {
    const own = people.filter((person) => person.rows[at] !== null);
    const known = own.filter(isKnown).length;
    const place = roster ? 'the roster of term.yaml' : assignments[largest]!.spec.class;
    if (known * 2 < own.length)
      throw new UsageError(
        `Only ${known} of ${own.length} students of ${spec.class} are in ${place}; was it graded with another roster?`,
      );
  }
}

function refuseUnused(same: readonly string[][], { assignments, roster }: Term): void {
  const known = new Set([...(roster ?? []), ...assignments.flatMap(({ rows }) => rows)].map(({ id }) => id));
  const unknown = same.flat().filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new UsageError(`"same" in term.yaml names nobody of the classes: ${unknown.join(', ')}.`);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
