import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { fillTemplate } from './template';

/** What an assignment can begin as. */
export const TEMPLATES = ['functions', 'tensors'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** The template of what every assignment has. */
const EVERY = 'every';

export interface NewAssignment {
  /** Folder of the course. */
  course: string;
  id: string;
  template: TemplateName;
}

/**
 * Writes a new assignment that already passes `boletim check`: stub, public and hidden suite, solution, a mutant, a
 * handout in two languages and a declaration. Gives the paths of what was written.
 * @throws UsageError when the id cannot be one, or is taken; nothing is written then
 */
export function newAssignment({ course, id, template }: NewAssignment): string[] {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new UsageError(
      `"${id}" cannot be an assignment's id; write small letters, digits and dashes, like lists-2`,
    );
  const places = { assignment: `assignments/${id}`, solution: `solutions/${id}` };
  for (const place of Object.values(places))
    if (fs.existsSync(path.join(course, place)))
      throw new UsageError(`There is already ${place}; choose another id.`);
  const canary = `${id}-${randomBytes(8).toString('hex')}`;
  const values = { id, title: titleOf(id), canary };
  const files = [...fillTemplate(EVERY, values), ...fillTemplate(template, values)].map(
    ([file, text]): [string, string] => {
      const [part, ...rest] = file.split('/');
      return [[places[part as keyof typeof places], ...rest].join('/'), text];
    },
  );
  for (const [file, text] of files) writeNew(path.join(course, file), text);
  return files.map(([file]) => file);
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}

/** Writes a file that must not be there yet. */
export function writeNew(file: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content, { flag: 'wx' });
}
