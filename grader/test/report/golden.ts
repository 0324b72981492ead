import { expect } from 'chai';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.resolve(__dirname, '../../..');

/**
 * Compares text with a file of grader/test/report/golden. `UPDATE_GOLDEN=1` writes the file instead: read the
 * difference in git before committing it.
 */
export function expectGolden(name: string, text: string): void {
  expectFile(path.join('grader/test/report/golden', name), text);
}

/** The same for any file of the repository that is generated. */
export function expectFile(file: string, text: string): void {
  const absolute = path.join(REPOSITORY, file);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  }
  const advice = `${file} differs; UPDATE_GOLDEN=1 rewrites it if the change is wanted`;
  expect(text === readFileSync(absolute, 'utf8'), advice).to.equal(true);
}
