import { expect } from 'chai';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares text with a file of grader/test/report/golden. `UPDATE_GOLDEN=1` writes the file instead: read the
 * difference in git before committing it.
 */
export function expectGolden(name: string, text: string): void {
  const file = path.join(__dirname, 'golden', name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const advice = `${name} differs from the golden file; UPDATE_GOLDEN=1 rewrites it if the change is wanted`;
  expect(text === readFileSync(file, 'utf8'), advice).to.equal(true);
}
