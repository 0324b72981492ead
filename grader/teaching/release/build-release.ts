import fs from 'node:fs';
import path from 'node:path';
import { usualAssignment, type Assignment } from '@boletim/grader/assignment';
import { COURSE } from '@boletim/grader/system';
import { lockFileFor } from '../packages/lock-file';
import { packageFolder, packPackage, type PackedPackage } from '../packages/pack-package';
import { releaseContents } from './contents';
import { readPackage, workspacesOf } from './course-package';
import { facadesOf, packageOf, type Facades } from './facades';
import { importedModules } from './imports';
import { smokeTest, studentMocha, studentReadme, studentWorkflow } from './student-files';
import { studentPackage, type StudentPackageOptions } from './student-package';

/** A release in memory. */
export interface Release {
  /** Content by path. */
  files: Map<string, Buffer>;
  /** The packages that travel along. */
  vendored: PackedPackage[];
  untracked: string[];
}

export interface BuildOptions {
  /** Packages that the release needs besides those that students' code uses. */
  alsoUsed?: readonly string[];
}

/** The files of a release of some assignments: theirs, generated ones, and the packages that they depend on. */
export function buildRelease(
  assignments: readonly Assignment[],
  { alsoUsed = [] }: BuildOptions = {},
): Release {
  const ids = assignments.map(({ spec }) => spec.id);
  const { files: paths, untracked } = releaseContents(COURSE, ids);
  const files: Map<string, Buffer> = new Map(
    paths.map((file) => [file, fs.readFileSync(path.join(COURSE, file))]),
  );
  const modules = new Set([...files].filter(isCode).flatMap(([, bytes]) => importedModules(String(bytes))));
  const course = readPackage();
  const exported = [...modules].filter((name) => name.startsWith(`${course.name}/`));
  const subpaths = new Set(exported.map((name) => `.${name.slice(course.name.length)}`));
  const facades = facadesOf(course, workspacesOf(course), subpaths);
  const used = new Set([GRADER, ...[...modules].map(packageOf), ...facades.behind.values(), ...alsoUsed]);
  const vendored = packagesToVendor(used);
  const manifest = manifestOf(assignments, { used, alsoUsed, vendored, facades });
  const generated: Record<string, string> = {
    ...facades.files,
    'package.json': toJson(manifest),
    'package-lock.json': lockFileFor(manifest, vendored),
    'tsconfig.json': toJson(studentTypes(course.name)),
    '.mocharc.json': studentMocha(),
    'README.md': studentReadme(assignments, new Set(files.keys())),
    '.github/workflows/grade.yml': studentWorkflow(assignments),
    ...Object.fromEntries(assignments.map((one) => [`test/${one.spec.id}.test.ts`, smokeTest(one)])),
  };
  for (const [file, text] of Object.entries(generated)) files.set(file, Buffer.from(text));
  for (const { file, bytes } of vendored) files.set(`vendor/${file}`, bytes);
  return { files, vendored, untracked };
}

const GRADER = '@boletim/grader';

function isCode([file]: readonly [string, unknown]): boolean {
  return /\.(ts|js)$/.test(file);
}

/** Of the course's dependencies those that no registry has: packages of the checkout, or tarballs. */
function packagesToVendor(used: ReadonlySet<string>): PackedPackage[] {
  const course = readPackage();
  const own = new Set(workspacesOf(course).map(({ name }) => name));
  const specs = { ...course.devDependencies, ...course.dependencies };
  return Object.keys(specs)
    .filter((name) => used.has(name) && (own.has(name) || specs[name]!.startsWith('file:')))
    .sort()
    .map(packPackage);
}

function manifestOf(
  assignments: readonly Assignment[],
  {
    facades,
    ...packages
  }: Pick<StudentPackageOptions, 'used' | 'alsoUsed' | 'vendored'> & { facades: Facades },
) {
  const titles = assignments.map(({ spec }) => spec.title).join(', ');
  const { id, version } = (assignments.find(({ spec }) => spec.id === usualAssignment()) ?? assignments[0]!)
    .spec;
  const options = { title: titles, version, ...packages, assignment: id, exports: facades.exports };
  return studentPackage(readPackage(), readPackage(packageFolder(GRADER)), options);
}

/** The course's own way to check types, for what students have: as `typeCheck` does when they are graded. */
function studentTypes(courseName: string): object {
  const file = path.join(COURSE, 'tsconfig.json');
  const { compilerOptions } = JSON.parse(fs.readFileSync(file, 'utf8')) as { compilerOptions: object };
  return {
    compilerOptions: { ...compilerOptions, exactOptionalPropertyTypes: false, types: ['node', 'mocha'] },
    include: ['assignments', 'test', courseName],
  };
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
