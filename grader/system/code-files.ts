import fs from 'node:fs';
import path from 'node:path';

/** Every TypeScript and JavaScript file below a folder that can run, as absolute paths, sorted by folder. */
export function codeFiles(folder: string, except: readonly string[] = []): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return except.includes(entry.name) ? [] : codeFiles(file, except);
    return /(?<!\.d)\.(ts|js)$/.test(entry.name) ? [file] : [];
  });
}
