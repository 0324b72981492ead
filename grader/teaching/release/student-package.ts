import type { PackedPackage } from '../packages/pack-package';
import type { CoursePackage } from './course-package';

export interface StudentPackageOptions {
  title: string;
  version: string;
  /** The course's own packages that travel along. */
  vendored: readonly PackedPackage[];
  /** Names of the packages that the released code uses. */
  used: ReadonlySet<string>;
  /** Names of those that it needs besides, which a course may have for its authors alone. */
  alsoUsed: readonly string[];
  /** The assignment that a command means when none is named. */
  assignment: string;
  /** What the course exports, by names of released files. */
  exports: Record<string, string>;
}

/** What a student needs to run tests of their own; versions are the grader's. */
const TOOLS = ['chai', 'mocha', 'typescript'];

/** package.json for students: the course's, without what only its authors use. */
export function studentPackage(
  course: CoursePackage,
  grader: CoursePackage,
  { title, version, vendored, used, alsoUsed, assignment, exports }: StudentPackageOptions,
): CoursePackage {
  const file = new Map(vendored.map((packed) => [packed.name, `file:vendor/${packed.file}`]));
  const usedOf = (record: Record<string, string> = {}) =>
    Object.entries(record).filter(([name]) => used.has(name));
  const forAuthors = Object.entries(course.devDependencies ?? {});
  const needed = forAuthors.filter(([name]) => alsoUsed.includes(name));
  const tools = TOOLS.map((name): [string, string] => [name, grader.dependencies![name]!]);
  const types = Object.entries(course.devDependencies ?? {}).filter(([name]) => name === '@types/mocha');
  const { license, engines, overrides } = course;
  return {
    // Suites import from the course by its own name.
    ...{
      name: course.name,
      version,
      description: title,
      private: true,
      license,
      engines,
      boletim: { assignment },
    },
    ...(Object.keys(exports).length > 0 && { exports }),
    scripts: { ...SCRIPTS, ...(used.has('@boletim/toolkit') && SETUP) },
    dependencies: Object.fromEntries(
      [...needed, ...usedOf(course.dependencies)].map(([name, spec]) => [name, file.get(name) ?? spec]),
    ),
    devDependencies: Object.fromEntries([...tools, ...types]),
    overrides,
  };
}

const SCRIPTS = {
  grade: 'boletim grade',
  boletim: 'boletim',
  doctor: 'boletim doctor',
  fetch: 'boletim fetch',
  test: 'mocha',
  types: 'tsc --noEmit -p .',
  prepare: 'boletim prepare',
};
/** It installs, and what `prepare` has prepared is for what was installed before. */
const SETUP = {
  'setup:tensorflow': 'boletim-setup tensorflow',
  'postsetup:tensorflow': SCRIPTS.prepare,
};
