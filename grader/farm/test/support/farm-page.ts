import fs from 'node:fs';
import path from 'node:path';
import { COURSE } from '../../../system/paths';

/** The blocks of docs/farm.md that are in one language. */
export function blocksOfFarmPage(language: string): string[] {
  const page = fs.readFileSync(path.join(COURSE, 'docs', 'farm.md'), 'utf8');
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter((block) => block[1] === language)
    .map((block) => block[2]!);
}
