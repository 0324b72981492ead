import type { Student } from './roster';

/** What finds the same person in another roster. */
export const FOUND_BY = ['id', 'name', 'email', 'username', 'idNumber'] as const;
/** The same with what platforms call the person, and the section. */
export const KNOWN_BY = [...FOUND_BY, 'canvasId', 'moodleId', 'section'] as const;

/** Of a student, or a row about one, the fields that say who it is. */
export function identityOf<Field extends keyof Student>(
  student: Pick<Student, Field>,
  fields: readonly Field[],
): Pick<Student, Field> {
  const entries = fields.map((field) => [field, student[field]]);
  return Object.fromEntries(entries) as Pick<Student, Field>;
}

/** Whether all that is known of somebody is what Canvas calls an anonymous student. */
export function isStillAnonymous({ id, anonymousId }: Pick<Student, 'id' | 'anonymousId'>): boolean {
  return anonymousId !== '' && anonymousId === id;
}
