import { loadAssignment } from '@boletim/grader/assignment';
import { stopOnInterrupt } from '@boletim/grader/cli';
import { EXIT_CODES, UsageError } from '@boletim/grader/errors';
import { withoutCiCommands } from '@boletim/grader/report';
import type { DatedSpec } from '../class';
import { collectClass, collectedLines, datesWith, urlTemplate, type CollectResult } from '../collect';
import { rosterOf, tableOf } from './tables';
import { terminalLine } from './terminal-line';

/** The options of the command as commander gives them. */
export interface CollectFlags {
  roster: string;
  out: string;
  url?: string;
  due?: string;
  groups?: string;
  extensions?: string;
  late?: boolean;
  branch?: string;
  local?: boolean;
  force?: boolean;
  jobs: number;
  timeout: number;
  mostMegabytes: number;
}

/** Collects a class and says what came of it; the exit code of the command. */
export async function runCollect(assignmentId: string | undefined, flags: CollectFlags): Promise<number> {
  const own = assignmentId === undefined ? NO_ASSIGNMENT : loadAssignment(assignmentId).spec;
  const dates = datesWith(own, flags.due);
  const roster = await rosterOf(flags);
  if (flags.url === undefined && roster.every(({ repository }) => repository === ''))
    throw new UsageError(
      `${flags.roster} has no column "repository"; add one, or say where repositories are: --url "https://github.com/course/lab-{github_username}.git".`,
    );
  if (flags.late && dates.cutoff === undefined)
    throw new UsageError('--late takes what came until the cutoff, and there is none in assignment.yaml.');
  const interrupt = stopOnInterrupt('Stopping: what is there is kept. Ctrl-C again ends at once.');
  try {
    const result = await collectClass({
      ...flags,
      roster,
      dates,
      template: templateOf(flags),
      mayBeLocal: flags.local ?? false,
      extensions: tableOf(flags.extensions),
      late: flags.late ?? false,
      force: flags.force ?? false,
      limits: { seconds: flags.timeout, megabytes: flags.mostMegabytes },
      signal: interrupt.signal,
    });
    return finish(result, { flags, assignmentId, own, dates });
  } finally {
    interrupt.release();
  }
}

const NO_ASSIGNMENT: DatedSpec = { id: '', timeZone: undefined, due: undefined, cutoff: undefined };

/** What the teacher typed may lie on this machine; what a list says may have been a student's word. */
function templateOf({ url }: CollectFlags) {
  if (url === undefined) return null;
  return { addressOf: urlTemplate(url), mayBeLocal: /^(?:\.{0,2}\/|file:)/.test(url) };
}

/** The exit code where a repository could not be read, and asking again may help. */
const NOT_ALL = 2;
/** That of a run that was stopped by Ctrl-C, as shells have it. */
const INTERRUPTED = 130;

interface Finishing {
  flags: CollectFlags;
  assignmentId: string | undefined;
  own: DatedSpec;
  dates: DatedSpec;
}

function finish(result: CollectResult, { flags, assignmentId = '', own, dates }: Finishing): number {
  for (const line of collectedLines(result)) process.stdout.write(`${withoutCiCommands(line)}\n`);
  const warnings = [...result.warnings, ...dateWarnings(own, dates)];
  for (const warning of warnings) process.stderr.write(terminalLine(warning));
  if (!result.complete) {
    process.stdout.write('Stopped. The same command goes on where this one ended.\n');
    return INTERRUPTED;
  }
  const rest = [flags.out, assignmentId, '--roster', flags.roster, '--out …'].filter((part) => part !== '');
  process.stdout.write(terminalLine(`Grade with: boletim class ${rest.join(' ')}`));
  const isOpen = result.rows.some(({ problem }) => problem !== null && !problem.isNothingHandedIn);
  return isOpen ? NOT_ALL : EXIT_CODES.graded;
}

function dateWarnings(own: DatedSpec, dates: DatedSpec): string[] {
  if (dates.due === undefined)
    return ['no deadline: the newest commit of each was taken; --due or assignment.yaml says one'];
  if (own.id === '' || own.due === dates.due) return [];
  const assignments = own.due === undefined ? 'names no deadline' : `says due: ${own.due}`;
  return [`assignment.yaml ${assignments}, by which "boletim class" counts lateness, and not by --due`];
}
