import { UsageError } from '@boletim/grader/errors';
import type { Student } from '../class';
import { CollectProblem } from './collect-problem';

/** What may stand in braces, with the field of the roster that it is. */
const FIELDS = {
  github_username: 'username',
  username: 'username',
  identifier: 'id',
  id: 'id',
  id_number: 'idNumber',
  email: 'email',
  group: 'group',
} as const satisfies Record<string, keyof Student>;

const PLACEHOLDER = /\{([^{}]*)\}/g;

/**
 * Makes an address for each student from one like `https://github.com/course/lab-{github_username}.git`.
 * @throws UsageError for a template that gives everybody the same, or names no column
 */
export function urlTemplate(template: string): (student: Student) => string {
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name!);
  const known = Object.keys(FIELDS)
    .map((name) => `{${name}}`)
    .join(', ');
  const unknown = names.find((name) => !Object.hasOwn(FIELDS, name));
  if (unknown !== undefined) throw new UsageError(`--url knows no {${unknown}}; it knows ${known}.`);
  if (names.length === 0)
    throw new UsageError(`--url gives everybody the same repository; put one of ${known} into it.`);
  return (student) =>
    template.replace(PLACEHOLDER, (_, name: string) => valueOf(student, name as keyof typeof FIELDS));
}

/** A value is a part of a name and nothing else: it can lead to no other place. */
function valueOf(student: Student, name: keyof typeof FIELDS): string {
  const raw = student[FIELDS[name]].trim();
  const value = name === 'group' ? raw.replace(/\s+/g, '-') : raw;
  if (value === '') throw new CollectProblem('no-address', `the roster has no ${name}`);
  if (/^(?![-.])[\p{L}\p{N}._@+-]+$/u.test(value)) return encodeURIComponent(value).replaceAll('%40', '@');
  throw new CollectProblem('refused-address', `"${value}" cannot be a part of an address`);
}
