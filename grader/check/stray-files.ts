import fs from 'node:fs';
import path from 'node:path';
import type { Assignment } from '../assignment/assignment';
import { displayPath } from '../paths';

/** Files that no YAML names where every file must have a reason: stubs, suites, the solution's files. */
export function strayFiles(assignment: Assignment, solution: string): string[] {
  const { spec, folder } = assignment;
  const suites = spec.questions.map((question) => question.suite);
  return [
    ...unexpected(folder, 'src', spec.files),
    ...unexpected(folder, 'suites', suites),
    ...missing(folder, [...spec.files, ...suites, ...(spec.declaration ? [spec.declaration] : [])]),
    ...(fs.existsSync(solution)
      ? [...unexpected(solution, 'src', spec.files), ...missing(solution, spec.files)]
      : []),
  ];
}

function unexpected(root: string, folder: string, expected: string[]): string[] {
  return filesBelow(path.join(root, folder))
    .map((file) => path.relative(root, file).split(path.sep).join('/'))
    .filter((file) => !expected.includes(file))
    .map(
      (file) =>
        `${displayPath(path.join(root, file))} is named by no question; add it to assignment.yaml or delete it`,
    );
}

function missing(root: string, files: string[]): string[] {
  return files
    .map((file) => path.join(root, ...file.split('/')))
    .filter((file) => !fs.existsSync(file))
    .map((file) => `${displayPath(file)} is named by assignment.yaml and does not exist`);
}

function filesBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
