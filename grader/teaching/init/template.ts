import fs from 'node:fs';
import path from 'node:path';
import { AuthorError } from '@boletim/grader/errors';
import { filesBelow } from '@boletim/grader/system';

/** Where the templates are: files with `.tpl` at the end of their names, and `{{name}}` for what differs. */
const TEMPLATES = path.resolve(__dirname, '..', 'templates');

/** Names that npm would drop or read for itself in a package. */
const DOTTED = ['gitignore', 'prettierrc.json', 'prettierignore'];

/**
 * The files of a template, by their paths, with values in place of their names.
 * @throws AuthorError when the template wants a value that is not there
 */
export function fillTemplate(folder: string, values: Readonly<Record<string, string>>): Map<string, string> {
  const root = path.join(TEMPLATES, folder);
  return new Map(
    filesBelow(root)
      .map((file): [string, string] => [nameOf(path.relative(root, file)), fill(file, values)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function nameOf(relative: string): string {
  const name = relative
    .split(path.sep)
    .join('/')
    .replace(/\.tpl$/, '');
  return DOTTED.includes(name) ? `.${name}` : name;
}

function fill(file: string, values: Readonly<Record<string, string>>): string {
  return fs.readFileSync(file, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (values[name] === undefined) throw new AuthorError(`${file} wants a value for ${name}`);
    return values[name];
  });
}
