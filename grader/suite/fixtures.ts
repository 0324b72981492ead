import fs from 'node:fs';
import path from 'node:path';
import { AuthorError, messageOf } from '../errors';
import { displayPath } from '../system/paths';
import { reviveTensors } from '../wire/json-tensors';
import type { Fixtures } from './collect';
import { seededRandom } from './random';

/** Reads an assignment's fixtures for its suites; what is missing or broken is the author's mistake. */
export function openFixtures(folders: { inputs: string[]; expected: string[] }, seed: number): Fixtures {
  const files = new Map<string, unknown>();
  const readExpected = (name: string) => {
    const file = findFile(folders.expected, `${name}.json`, 'expected value');
    if (!files.has(file)) files.set(file, readJson(file));
    return files.get(file);
  };
  return {
    expected(name, key) {
      const value = readExpected(name);
      return key === undefined ? value : pickKey(value, name, key);
    },
    requireInput: (name) => void findFile(folders.inputs, name, 'input'),
    random: (name) => seededRandom(seed, name),
  };
}

function findFile(folders: string[], name: string, what: string): string {
  const inside = folders
    .map((folder) => path.join(folder, name))
    .filter((file, index) => isBelow(file, folders[index]!));
  const file = inside.find((candidate) => fs.existsSync(candidate));
  if (file) return file;
  const places = folders.map(displayPath).join(' or ');
  throw new AuthorError(
    `The ${what} "${name}" is not in ${places}; run the fixture's generate script or correct the name.`,
  );
}

/** An input that a sandbox reads must not turn out to be an expected value next door. */
function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

function readJson(file: string): unknown {
  try {
    return reviveTensors(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    throw new AuthorError(`${displayPath(file)} cannot be used (${messageOf(error)}); generate it again.`);
  }
}

function pickKey(value: unknown, name: string, key: string): unknown {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, key))
    return (value as Record<string, unknown>)[key];
  const keys = typeof value === 'object' && value !== null ? Object.keys(value).slice(0, 20) : [];
  throw new AuthorError(
    `The expected value "${name}" has no key "${key}"; it has ${keys.join(', ') || 'none'}.`,
  );
}
