import { filesBelow } from './paths';

/** Every TypeScript and JavaScript file below a folder that can run, as absolute paths, sorted by folder. */
export function codeFiles(folder: string, except: readonly string[] = []): string[] {
  return filesBelow(folder, except).filter((file) => /(?<!\.d)\.(ts|js)$/.test(file));
}
