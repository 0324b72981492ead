import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment, type Assignment } from '@boletim/grader/assignment';
import { AuthorError } from '@boletim/grader/errors';
import { COURSE } from '@boletim/grader/system';
import { releaseContents, usesToolkit } from './contents';
import { prunedLock, studentPackage, type PackageJson, type PackageLock } from './package-subset';
import { findSecrets } from './secrets';
import { smokeTest, studentMocha, studentReadme, studentWorkflow } from './student-files';
import { writeRelease } from './write-release';

export interface ReleaseResult {
  files: number;
  bytes: number;
  warnings: string[];
}

/**
 * Writes what students receive of one assignment: stubs, public suites, toolkit, grader, public fixtures, handout, a
 * lock file, a README and a workflow of their own.
 * @throws AuthorError when something that only teachers may have would go out, or when code of the assignment is not
 * tracked by git; nothing is written then
 */
export function releaseAssignment(id: string, out: string): ReleaseResult {
  const assignment = loadAssignment(id);
  const { files, untracked } = buildRelease(assignment);
  const problems = [...findSecrets(COURSE, files), ...untracked.filter(isCode).map(explainUntracked)];
  if (problems.length > 0) throw new AuthorError(`nothing was released:\n${problems.join('\n')}`);
  writeRelease(out, files, { id: assignment.spec.id, version: assignment.spec.version });
  return {
    files: files.size,
    bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0),
    warnings: untracked.map((file) => `left out, because git does not track it: ${file}`),
  };
}

/** Left out, code would leave a release that does not run; taken along, a draft would go out. */
function isCode(file: string): boolean {
  return file.endsWith('.ts');
}

function explainUntracked(file: string): string {
  return `${file} is not tracked by git; commit it, or move it out of the assignment`;
}

/** The files of a release, in memory. */
export function buildRelease(assignment: Assignment): { files: Map<string, Buffer>; untracked: string[] } {
  const { files: paths, untracked } = releaseContents(COURSE, assignment.spec.id);
  const files = new Map(paths.map((file) => [file, fs.readFileSync(path.join(COURSE, file))]));
  for (const [file, text] of Object.entries(generatedFiles(assignment, files)))
    files.set(file, Buffer.from(text));
  return { files, untracked };
}

function generatedFiles(assignment: Assignment, files: ReadonlyMap<string, Buffer>): Record<string, string> {
  const { title, version } = assignment.spec;
  const code = [...files].filter(([file]) => /\.(ts|js)$/.test(file));
  const student = studentPackage(readJson<PackageJson>('package.json'), {
    title,
    version,
    sources: code.map(([, bytes]) => bytes.toString('utf8')),
    toolkit: usesToolkit(assignment.folder),
  });
  const lock = prunedLock(readJson<PackageLock>('package-lock.json'), student);
  return {
    'package.json': toJson(student),
    'package-lock.json': toJson(lock),
    'tsconfig.json': toJson(studentTypes(readJson<TypesConfig>('tsconfig.json'))),
    '.mocharc.json': studentMocha(),
    'README.md': studentReadme(assignment, new Set(files.keys())),
    'test/smoke.test.ts': smokeTest(assignment),
    '.github/workflows/grade.yml': studentWorkflow(assignment),
  };
}

interface TypesConfig {
  compilerOptions: { types: string[]; [option: string]: unknown };
}

function studentTypes({ compilerOptions }: TypesConfig): TypesConfig & { include: string[] } {
  return {
    compilerOptions: { ...compilerOptions, types: ['node', 'mocha'] },
    include: ['assignments', 'grader', 'test'],
  };
}

function readJson<T>(file: string): T {
  return JSON.parse(fs.readFileSync(path.join(COURSE, file), 'utf8')) as T;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
