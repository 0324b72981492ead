import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Address } from './address';

/** Nothing that a repository says about itself changes what is collected. */
const ATTRIBUTES = '* -export-ignore -export-subst -text -eol -filter -ident -working-tree-encoding\n';

/**
 * Writes an empty repository of our own into a folder that only this user sees. What is fetched into it runs nothing:
 * no hooks, no filters, no submodules. Secrets stand in files, not in what git is called with.
 */
export function writeOwnRepository(folder: string, { url, login }: Address): void {
  for (const name of ['objects', 'refs', 'info']) fs.mkdirSync(path.join(folder, name));
  fs.writeFileSync(path.join(folder, 'HEAD'), 'ref: refs/heads/collected\n');
  fs.writeFileSync(path.join(folder, 'info', 'attributes'), ATTRIBUTES);
  const sections = [
    [
      'core',
      ['bare = true', `hooksPath = ${quoted(os.devNull)}`, 'bigFileThreshold = 16m', 'fsmonitor = false'],
    ],
    ['remote "origin"', [`url = ${quoted(url)}`]],
    ['fetch', ['recurseSubmodules = false', 'fsckObjects = false']],
    // One file to look at while it grows.
    ['transfer', ['unpackLimit = 1']],
    ['gc', ['auto = 0']],
    ['maintenance', ['auto = false']],
    ['http', ['lowSpeedLimit = 100', 'lowSpeedTime = 60']],
    ...(login ? [['credential', writeLogin(folder, url, login)] as const] : []),
  ] as const;
  const config = sections.map(([name, lines]) => `[${name}]\n${lines.map((line) => `\t${line}\n`).join('')}`);
  fs.writeFileSync(path.join(folder, 'config'), config.join(''), { mode: 0o600 });
}

/** A user alone may be known to the teacher's own helpers; with a password nobody else is asked. */
function writeLogin(
  folder: string,
  url: string,
  { user, password }: NonNullable<Address['login']>,
): string[] {
  const file = path.join(folder, 'login');
  const known = new URL(url);
  const line = `${known.protocol}//${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}@${known.host}\n`;
  fs.writeFileSync(file, line, { mode: 0o600 });
  const helper = `helper = ${quoted(`store --file='${file.replaceAll("'", String.raw`'\''`)}'`)}`;
  return password === null ? [`username = ${quoted(user)}`, helper] : ['helper =', helper];
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`)}"`;
}
