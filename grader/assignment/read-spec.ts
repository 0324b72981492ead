import fs from 'node:fs';
import { cacheFile } from '../system/cache-file';
import { remembered } from '../system/remember';
import { parseSpec } from './parse-spec';
import type { HiddenSpec, WrittenSpec } from './spec';

interface Specs {
  assignment: WrittenSpec;
  hidden: HiddenSpec;
}

/**
 * Reads assignment.yaml or hidden.yaml. One that is right is remembered: to load what parses and checks it takes longer
 * than to compile a submission.
 *
 * @throws AuthorError with a line for every mistake
 */
export function readSpec<Kind extends keyof Specs>(file: string, kind: Kind): Specs[Kind] {
  const parse = () => parseSpec(file, kind) as Specs[Kind];
  let text: string;
  try {
    text = fs.readFileSync(file, 'latin1');
  } catch {
    return parse(); // Which says why it cannot be read.
  }
  return remembered(cacheFile('specs', require.resolve('./parse-spec'), [kind, text]), parse);
}
