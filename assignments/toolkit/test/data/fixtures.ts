import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FIXTURES = path.join(__dirname, '../../../../fixtures/toolkit');

/** What `fixtures/toolkit/generate` wrote: the values that Pillow, PyTorch, NumPy and Python have. */
export function expected<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(FIXTURES, 'expected', `${name}.json`), 'utf8')) as T;
}

/** The path of an image file of the fixtures. */
export function imagePath(name: string): string {
  return path.join(FIXTURES, 'inputs/images', name);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
