import path from 'node:path';
import { filesBelow } from '../system/paths';

/** The lab and suites of a folder with all that they may import; not the stubs, which submissions replace. */
export function authoredCode(folder: string): string[] {
  const stubs = path.join(folder, 'src') + path.sep;
  return filesBelow(folder).filter((file) => /\.[jt]s$/.test(file) && !file.startsWith(stubs));
}
