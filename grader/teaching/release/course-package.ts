import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '@boletim/grader/system';

/** The parts of package.json that a release reads and writes. */
export interface CoursePackage {
  name: string;
  version: string;
  private?: boolean;
  description?: string;
  license?: string | undefined;
  engines?: Record<string, string> | undefined;
  workspaces?: string[];
  exports?: Record<string, string | { types?: string; default?: string }>;
  boletim?: object | undefined;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  overrides?: object | undefined;
}

export function readPackage(folder: string = COURSE): CoursePackage {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as CoursePackage;
}

/** A package of the course's checkout, by the folder it has there. */
export interface Workspace {
  name: string;
  /** Relative to the course, "/"-separated. */
  folder: string;
  manifest: CoursePackage;
}

export function workspacesOf({ workspaces = [] }: CoursePackage): Workspace[] {
  return workspaces.map((folder) => {
    const manifest = readPackage(path.join(COURSE, folder));
    return { name: manifest.name, folder, manifest };
  });
}

/**
 * What stands for an export that lies in a package of the checkout: the package's own name and subpath. Null for what
 * lies in the course itself.
 */
export function packageExport(target: string, workspaces: readonly Workspace[]): string | null {
  const owner = workspaces
    .filter(({ folder }) => target.startsWith(`./${folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
  if (!owner) return null;
  const inside = `./${target.slice(`./${owner.folder}/`.length)}`;
  const found = Object.entries(owner.manifest.exports ?? {}).find(([, file]) => file === inside);
  return found ? `${owner.name}${found[0].slice(1)}` : null;
}
