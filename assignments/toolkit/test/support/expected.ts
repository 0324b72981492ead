import { readFileSync } from 'node:fs';
import path from 'node:path';

const EXPECTED = path.join(__dirname, '../../../../fixtures/toolkit/expected');

/** What `fixtures/toolkit/generate` wrote with PyTorch and NumPy. */
export function expected<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(EXPECTED, `${name}.json`), 'utf8')) as T;
}
