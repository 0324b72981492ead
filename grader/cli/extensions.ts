import { createRequire } from 'node:module';
import path from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../errors';
import { rootOf } from '../loader/compile';
import { COURSE } from '../system/paths';

/** Packages that add commands, and which: a student's install has none of them. */
export const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  '@boletim/teaching': [
    'autograde',
    'autograding',
    'check',
    'class',
    'collect',
    'compare',
    'init',
    'key',
    'mistakes',
    'new',
    'package',
    'release',
    'term',
    'verify',
  ],
  '@boletim/desk': ['review', 'return', 'similar'],
  '@boletim/farm': ['serve', 'token', 'worker'],
};

const HELP = ['-h', '--help'];

type Extension = { addCommands(program: Command): void };

/** Adds the commands of every extension that is installed; only when one of them, or the help, is wanted. */
export function addExtensions(program: Command, parameters: readonly string[]): void {
  const [wanted] = parameters;
  const isOwn = program.commands.some((command) => command.name() === wanted);
  if (isOwn || wanted === undefined || (wanted.startsWith('-') && !HELP.includes(wanted))) return;
  for (const name of Object.keys(EXTENSIONS)) find(name)?.addCommands(program);
}

/** @throws UsageError that names the package to install where a command is one of a package that is not there */
export function refuseMissingCommand(program: Command, wanted: string | undefined): void {
  if (program.commands.some((command) => command.name() === wanted)) return;
  const owner = Object.keys(EXTENSIONS).find((name) => EXTENSIONS[name]!.includes(wanted ?? ''));
  if (owner === undefined) return;
  throw new UsageError(
    `The command "${wanted}" is for teachers and comes with a package of its own: npm install --save-dev ${owner}`,
  );
}

/** Looks beside the course first, then beside this program; the sources of another checkout belong to that one. */
function find(name: string): Extension | undefined {
  for (const from of [path.join(COURSE, 'package.json'), __filename]) {
    const file = resolved(createRequire(from), `${name}/commands`);
    if (file === undefined || (file.endsWith('.ts') && rootOf(file) === undefined)) continue;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(file) as Extension;
  }
  return undefined;
}

function resolved(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    return undefined;
  }
}
