import path from 'node:path';
import { entriesBelow } from './paths';

/** Every TypeScript and JavaScript file below a folder that can run, as absolute paths, sorted by folder. */
export function codeFiles(folder: string, except: readonly string[] = []): string[] {
  return entriesBelow(folder, except)
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /(?<!\.d)\.(ts|js)$/.test(file));
}
