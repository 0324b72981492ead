import type { Command } from 'commander';
import { UsageError } from '@boletim/grader/errors';
import { classStringsOf, settleSettings, type ClassSettings } from '../class';
import type { ClassFlags } from './class-flags';

export interface CommandLine {
  submissions: string | undefined;
  assignmentId: string;
  given: ClassFlags;
  command: Command;
}

const REMEMBERED = [
  ...[
    'from',
    'roster',
    'groups',
    'names',
    'extensions',
    'reviews',
    'requests',
    'before',
    'hidden',
    'sign',
    'workers',
    'exportWaiting',
    'moodleWorksheet',
    'canvasColumn',
    'released',
    'types',
  ],
  ...['device', 'sandbox', 'seed', 'lang'],
] as (keyof ClassSettings & keyof ClassFlags)[];

/**
 * The options of a run: what the command line says, else what the output folder remembers. Prints a difference.
 * @throws UsageError for a difference without --change
 */
export function settleFlags({ submissions, assignmentId, given, command }: CommandLine): {
  settings: ClassSettings;
  flags: ClassFlags;
} {
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli';
  const named = {
    ...(submissions !== undefined && { submissions }),
    ...(command.args.length > 1 && { assignment: assignmentId }),
    ...pick(given, REMEMBERED.filter(isGiven)),
  };
  const defaults = { assignment: assignmentId, ...defaultsOf(command) };
  const { settings, changes } = settleSettings(given.out, { given: named, defaults });
  const flags = { ...given, ...pick(settings, REMEMBERED) };
  if (changes.length > 0) announce(changes, flags);
  return { settings, flags };
}

function defaultsOf(command: Command): Partial<ClassSettings> {
  const values = command.options.map((option) => [option.attributeName(), option.defaultValue as unknown]);
  return pick(Object.fromEntries(values) as ClassSettings, REMEMBERED);
}

function announce(changes: readonly string[], { out, change, lang }: ClassFlags): void {
  const list = changes.map((text) => `  ${text}\n`).join('');
  if (change) return void process.stdout.write(`${classStringsOf(lang).run.changed(out)}\n${list}`);
  throw new UsageError(
    `${out} was made with other options:\n${list}Give --change to make it anew, or another --out; without options a run repeats it.`,
  );
}

function pick<Source extends object, Key extends keyof Source>(
  source: Source,
  keys: readonly Key[],
): Present<Source, Key> {
  const present = keys.filter((key) => source[key] !== undefined);
  return Object.fromEntries(present.map((key) => [key, source[key]])) as Present<Source, Key>;
}

type Present<Source, Key extends keyof Source> = { [Name in Key]?: Exclude<Source[Name], undefined> };
