/** The parts of package.json that a release reads and writes. */
export interface PackageJson {
  name: string;
  version: string;
  private?: boolean;
  description?: string;
  license?: string;
  engines?: Record<string, string>;
  bin?: Record<string, string>;
  exports?: Record<string, string>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** npm's lock file, version 3: packages by their place below the root. */
export interface PackageLock {
  name: string;
  version: string;
  lockfileVersion: number;
  requires?: boolean;
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  [field: string]: unknown;
}

export interface SubsetOptions {
  title: string;
  version: string;
  /** Text of every released source file, to see which packages are used. */
  sources: readonly string[];
  toolkit: boolean;
}

/** Packages that no import names: the loader and the test runner find them by other ways. */
const ALWAYS = ['chai', 'mocha', 'ts-node', 'typescript'];
const SCRIPTS = ['boletim', 'doctor', 'setup:tensorflow', 'fetch', 'prepare'];

/** package.json for students: the course's, without what only its authors use. */
export function studentPackage(course: PackageJson, options: SubsetOptions): PackageJson {
  const { title, version, sources, toolkit } = options;
  const used = (name: string) => ALWAYS.includes(name) || sources.some((text) => names(text, name));
  const { './toolkit': toolkitExport, ...otherExports } = course.exports ?? {};
  const scripts = SCRIPTS.filter(
    (script) => course.scripts?.[script] && (toolkit || script !== 'setup:tensorflow'),
  );
  return {
    // Suites import from the package by its own name.
    name: course.name,
    version,
    description: title,
    private: true,
    ...pick(course, ['license', 'engines', 'bin']),
    exports: toolkit && toolkitExport ? { ...otherExports, './toolkit': toolkitExport } : otherExports,
    scripts: {
      grade: 'node grader/bin/boletim.js grade',
      test: 'mocha',
      types: 'tsc --noEmit -p .',
      ...Object.fromEntries(scripts.map((script) => [script, course.scripts![script]!])),
    },
    dependencies: filterKeys(course.dependencies, used),
    devDependencies: filterKeys(
      course.devDependencies,
      isTypesOf((name) => name === 'node' || used(name)),
    ),
    // All of them are devices for the toolkit; the grader also speaks of one of them by name.
    ...(toolkit && { optionalDependencies: filterKeys(course.optionalDependencies, used) }),
  };
}

/** Types come in packages of their own, as far as what they describe is used. */
function isTypesOf(used: (name: string) => boolean): (name: string) => boolean {
  return (name) => name.startsWith('@types/') && used(name.slice('@types/'.length));
}

/** Whether code names a package in a string, alone or with a path behind it. */
function names(text: string, name: string): boolean {
  return [`'${name}'`, `'${name}/`, `"${name}"`, `"${name}/`, `\`${name}/`].some((form) =>
    text.includes(form),
  );
}

/** The lock file for a package.json whose dependencies are among the course's: the same versions, nothing else. */
export function prunedLock(course: PackageLock, student: PackageJson): PackageLock {
  const kept = new Set<string>();
  const visit = (place: string, dependencies: readonly string[]) => {
    for (const name of dependencies) {
      const found = resolvePlace(course, place, name);
      if (found === undefined || kept.has(found)) continue;
      kept.add(found);
      visit(found, neededBy(course.packages[found]!));
    }
  };
  const { dependencies, devDependencies, optionalDependencies } = student;
  visit('', Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }));
  const root = pick(student, [
    'name',
    'version',
    'license',
    'dependencies',
    'devDependencies',
    'optionalDependencies',
    'bin',
    'engines',
  ]);
  const packages = Object.entries(course.packages).filter(([place]) => kept.has(place));
  return {
    name: student.name,
    version: student.version,
    lockfileVersion: course.lockfileVersion,
    requires: true,
    packages: { '': root as LockedPackage, ...Object.fromEntries(packages) },
  };
}

function neededBy(locked: LockedPackage): string[] {
  const peers = Object.keys(locked.peerDependencies ?? {}).filter(
    (name) => locked.peerDependenciesMeta?.[name]?.optional !== true,
  );
  return [...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies }), ...peers];
}

/** Node's lookup: beside the package's own dependencies first, then in every node_modules above. */
function resolvePlace({ packages }: PackageLock, from: string, name: string): string | undefined {
  const steps = from === '' ? [] : from.split(/\/(?=node_modules\/)/);
  for (let depth = steps.length; depth >= 0; depth--) {
    const candidate = [...steps.slice(0, depth), `node_modules/${name}`].join('/');
    if (packages[candidate]) return candidate;
  }
  return undefined;
}

function filterKeys(
  record: Record<string, string> | undefined,
  keep: (name: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => keep(name)));
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(
    keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]),
  ) as Pick<T, K>;
}
