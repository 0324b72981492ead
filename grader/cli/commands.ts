import { createRequire } from 'node:module';
import path from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../errors';
import { rootOf } from '../loader/compile';
import { COURSE } from '../system/paths';
import { commandsOf } from './command-table';

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

/** The program's own commands. */
const OWN = {
  grade: async () => (await import('./grade.ts')).addGradeCommand,
  doctor: async () => (await import('./doctor.ts')).addDoctorCommand,
  fetch: async () => (await import('./fetch.ts')).addFetchCommand,
  prepare: async () => (await import('./prepare-command.ts')).addPrepareCommand,
  submit: async () => (await import('./submit.ts')).addSubmitCommand,
};

/**
 * Adds the command that is wanted, or every command where the help is; `grade` where it is none that is known.
 * @throws UsageError that names the package to install where a command is one of a package that is not there
 */
export async function addCommands(program: Command, wanted = DEFAULT): Promise<void> {
  const isHelp = HELP.includes(wanted);
  const owner = Object.keys(EXTENSIONS).find((name) => EXTENSIONS[name]!.includes(wanted));
  const addOwn = commandsOf(OWN);
  if (isHelp) await addOwn(program);
  else if (!owner) return addOwn(program, Object.hasOwn(OWN, wanted) ? wanted : DEFAULT);
  // Each of them: one may have options for a command of another's.
  for (const name of Object.keys(EXTENSIONS))
    await find(name)?.addCommands(program, isHelp ? undefined : wanted);
  if (owner && !program.commands.some((command) => command.name() === wanted))
    throw new UsageError(
      `The command "${wanted}" is for teachers and comes with a package of its own: npm install --save-dev ${owner}`,
    );
}

const DEFAULT = 'grade';
const HELP = ['-h', '--help', 'help'];

/** What a package gives as `commands`: it adds the command that is wanted, where that is its own; else every one. */
interface Extension {
  addCommands: ReturnType<typeof commandsOf>;
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
