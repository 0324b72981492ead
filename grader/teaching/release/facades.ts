import { AuthorError } from '@boletim/grader/errors';
import { packageExport, type CoursePackage, type Workspace } from './course-package';

/** What a release exports under the course's name, and the files that make it so. */
export interface Facades {
  exports: Record<string, string>;
  files: Record<string, string>;
  /** The packages that stand behind each export. */
  behind: Map<string, string>;
}

/**
 * In a checkout the course exports modules of packages that lie in it; a release has these packages installed, and each
 * export is a file of one line that hands the package's on.
 * @param wanted the exports that released code imports, like `./toolkit`
 */
export function facadesOf(
  course: CoursePackage,
  workspaces: readonly Workspace[],
  wanted: ReadonlySet<string>,
): Facades {
  const facades: Facades = { exports: {}, files: {}, behind: new Map() };
  for (const [subpath, target] of Object.entries(course.exports ?? {})) {
    if (!wanted.has(subpath)) continue;
    const file = typeof target === 'string' ? target : (target.default ?? '');
    const module_ = packageExport(file, workspaces);
    if (module_ === null) {
      facades.exports[subpath] = file;
      continue;
    }
    const name = `${course.name}/${subpath.slice(2)}`;
    if (name.includes('..')) throw new AuthorError(`package.json: "${subpath}" is no name of an export`);
    facades.exports[subpath] = `./${name}.js`;
    facades.files[`${name}.js`] = `module.exports = require('${module_}');\n`;
    facades.files[`${name}.d.ts`] = `export * from '${module_}';\n`;
    facades.behind.set(subpath, packageOf(module_));
  }
  return facades;
}

/** `@boletim/grader` for `@boletim/grader/suite`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
