import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { isInstalled, packPackage, type PackedPackage } from '../packages/pack-package';
import { newAssignment, writeNew, type TemplateName } from './new-assignment';
import { fillTemplate } from './template';

export interface NewCourse {
  folder: string;
  template: TemplateName;
}

/** The first assignment of a course. */
const FIRST = 'first';
/** Of what a course's own test uses besides the grader; the versions that this program was tested with. */
const TOOLS = { prettier: '3.10.1', typescript: '5.9.3' };

/**
 * Writes a course that works: `npm install && npm run grade` grades, `npm test` proves. The packages it depends on travel
 * in `vendor/` until a registry has them.
 * @throws UsageError when the folder is not empty; nothing is written then
 */
export function initCourse({ folder, template }: NewCourse): string[] {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0)
    throw new UsageError(`${folder} is not empty; give a new folder.`);
  const own = ['@boletim/grader', ...(template === 'tensors' ? ['@boletim/toolkit'] : [])].map(packPackage);
  const forTeachers = ['@boletim/teaching', ...DESK.filter(isInstalled)].map(packPackage);
  const values = {
    name: nameOf(folder),
    id: FIRST,
    dependencies: list({ ...vendored(own), ...(template === 'tensors' && TENSORS) }),
    devDependencies: list({ ...vendored(forTeachers), ...TOOLS }),
  };
  const files: [string, string | Uint8Array][] = [
    ...fillTemplate('course', values),
    ...[...own, ...forTeachers].map(({ file, bytes }): [string, Uint8Array] => [`vendor/${file}`, bytes]),
  ];
  for (const [file, content] of files) writeNew(path.join(folder, file), content);
  return [...files.map(([file]) => file), ...newAssignment({ course: folder, id: FIRST, template })];
}

/** Brought where this program has it: to review, to hand back, to find copies. */
const DESK = ['@boletim/desk'];

/** What a lab with tensors imports itself. */
const TENSORS = { '@tensorflow/tfjs-core': '4.22.0' };

function vendored(packages: readonly PackedPackage[]): Record<string, string> {
  return Object.fromEntries(packages.map(({ name, file }) => [name, `file:vendor/${file}`]));
}

function list(record: object): string {
  return JSON.stringify(record, null, 2).replaceAll('\n', '\n  ');
}

/** npm allows fewer names than file systems do. */
function nameOf(folder: string): string {
  const words = path
    .basename(path.resolve(folder))
    .toLowerCase()
    .normalize('NFKD')
    .split(/[^a-z0-9]/);
  return words.filter((word) => word !== '').join('-') || 'course';
}
