import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadAssignment } from '@boletim/grader/assignment';
import type { ClassResult, ClassSettings, Grading, Shard, Signing } from '../class';
import { readKnownKeys, readSigningKey } from '@boletim/grader/receipt';
import { PLATFORMS, type Platform } from '../class/downloads/platforms';
import { EXIT_CODES, UsageError } from '@boletim/grader/errors';
import { LANGS, type Lang } from '@boletim/grader/reporters';
import { chooseSandbox, visibleInputs, type SandboxChoice } from '@boletim/grader/sandbox';
import { oneLine, withoutCiCommands } from '@boletim/grader/report';
import { assignmentArgument, stopOnInterrupt } from '@boletim/grader/cli';
import { readText, rosterOf, tableOf } from './tables';

/** The options of the command as commander gives them. */
export interface ClassFlags {
  out: string;
  from?: Platform;
  groups?: string;
  extensions?: string;
  change?: boolean;
  roster?: string;
  reviews?: string;
  requests?: string;
  exportWaiting?: boolean;
  before?: string;
  hidden?: string;
  jobs: number;
  force?: boolean;
  retry?: boolean;
  released?: boolean;
  types?: boolean;
  device: string;
  sandbox: SandboxChoice;
  seed?: number | 'student';
  lang: Lang;
  canvasColumn?: string;
  moodleWorksheet?: string;
  sign?: string;
  workers?: string;
  shard?: Shard;
  /** Set by who brings an option that grades elsewhere, as the farm's --queue. */
  elsewhere?: { grading: Grading; jobs: number; close(): Promise<void> };
}

/** `boletim class`: every submission of a class, in parallel, resumable. */
export function addClassCommand(program: Command): void {
  program
    .command('class')
    .description('grade every submission of a class and write what gradebooks take')
    .argument(
      '[submissions]',
      "folder with one folder, zip or tar.gz a student, or a platform's download; by default as before",
    )
    .addArgument(assignmentArgument())
    .requiredOption(
      '--out <dir>',
      'where results go; a second run with the same folder repeats it and grades only what changed',
    )
    .addOption(
      new Option(
        '--from <platform>',
        'who wrote the names of the submissions; recognised by default',
      ).choices([...PLATFORMS]),
    )
    .option(
      '--roster <csv>',
      "who is in the class: a Canvas gradebook, a Moodle worksheet, Gradescope's roster or your own",
    )
    .option('--groups <csv>', 'who hands in together: columns group, and whatever tells a student apart')
    .option('--extensions <csv>', 'who may hand in later: student or group, assignment, until, reason')
    .option(
      '--reviews <dir>',
      'manual reviews, one <student>.yaml each; the folder reviews in --out when it is there',
    )
    .option('--requests <csv>', 'regrade requests: student, question, why')
    .option('--export-waiting', 'let scores go out although questions wait for points that a person gives')
    .option('--hidden <dir>', 'folder of hidden suites to run besides the public ones')
    .option('--jobs <number>', 'submissions graded at the same time', parseJobs, os.availableParallelism())
    .option('--change', 'makes a folder anew with other options than it was made with')
    .option('--force', 'grade also what was graded before')
    .option('--retry', 'grade again what crashed or ran out of time before')
    .option('--released', "students' reports show the tests that wait for release")
    .option('--types', 'check types too: about a second of a processor for each submission')
    .option('--device <name>', 'auto, tensorflow, webgpu, wasm or cpu', process.env.DEVICE || 'auto')
    .addOption(
      new Option('--sandbox <mode>', 'auto refuses to run without isolation')
        .choices(['auto', 'bwrap', 'process'])
        .default('auto'),
    )
    .option(
      '--seed <number>',
      'seed of drawn inputs, or "student" for one of each student\'s own; a secret one by default',
      parseSeed,
    )
    .addOption(
      new Option('--lang <language>', "language of students' reports and of summary.html")
        .choices(LANGS)
        .default('en'),
    )
    .option('--canvas-column <title>', 'the column as Canvas exports it, like "Lab 1 (123)"')
    .option('--moodle-worksheet <csv>', "Moodle's downloaded grading worksheet, to be filled")
    .option('--sign <key>', 'sign every result with this key ("boletim key" makes one)')
    .option('--workers <keys>', 'public keys of the workers whose results are taken, a line each')
    .option('--shard <k/n>', 'grade the k-th of n parts, for batch systems; then run without it', parseShard)
    .option('--before <dir>', 'output folder of an earlier run, which summary.html sets beside this one')
    .action(
      async (
        submissions: string | undefined,
        assignmentId: string,
        ...[given, command]: [ClassFlags, Command]
      ) => {
        const { settleFlags } = await import('./settle-flags.ts');
        const { settings, flags } = settleFlags({ submissions, assignmentId, given, command });
        process.exitCode = await runClass(settings, flags);
      },
    );
}

async function runClass(settings: ClassSettings, flags: ClassFlags): Promise<number> {
  const { gradeClass, parseRequestsCsv, progressDisplay, readReviews } = await import('../class/index.ts');
  const { submissions } = settings;
  const assignment = loadAssignment(settings.assignment, { hidden: flags.hidden, lang: flags.lang });
  // A machine that grades nothing itself needs no isolation; its workers do.
  const isElsewhere = flags.elsewhere !== undefined && flags.sandbox === 'auto';
  const mode = isElsewhere ? 'bwrap' : chooseSandbox(flags.sandbox, { strict: true }).mode;
  for (const line of visibleInputs(mode, assignment.fixtures.hiddenInputs))
    process.stderr.write(terminalLine(line));
  const questions = assignment.questions.map(({ id }) => id);
  const reviews = flags.reviews ?? ownReviews(flags.out);
  const display = progressDisplay(process.stderr);
  const interrupt = stopOnInterrupt('Stopping: what runs is finished first. Ctrl-C again ends at once.');
  try {
    const result = await gradeClass({
      ...flags,
      assignment,
      submissions,
      sandbox: mode,
      settings,
      roster: await rosterOf(flags),
      groupWork: flags.groups !== undefined,
      reviews: reviews === undefined ? new Map() : readReviews(existing(reviews), assignment.questions),
      requests:
        flags.requests === undefined
          ? undefined
          : parseRequestsCsv(readText(flags.requests), { file: flags.requests, questions }),
      worksheet: tableOf(flags.moodleWorksheet),
      extensions: tableOf(flags.extensions),
      force: flags.force ?? false,
      retry: flags.retry ?? false,
      released: flags.released ?? false,
      typeCheck: flags.types ?? false,
      signing: signingOf(flags),
      grading: flags.elsewhere?.grading,
      jobs: flags.elsewhere?.jobs ?? flags.jobs,
      signal: interrupt.signal,
      onProgress: display.update,
    });
    display.clear();
    return finish(result, flags);
  } finally {
    await flags.elsewhere?.close();
    display.clear();
    interrupt.release();
  }
}

function signingOf({ sign, workers }: ClassFlags): Signing | undefined {
  if (sign === undefined && workers === undefined) return undefined;
  if (sign === undefined)
    throw new UsageError('--workers needs --sign: results are taken by who signed them.');
  return { key: readSigningKey(sign), known: workers === undefined ? new Map() : readKnownKeys(workers) };
}

/** The exit code of a run that was stopped by Ctrl-C, as shells have it. */
const INTERRUPTED = 130;

function finish(result: ClassResult, { out, shard }: ClassFlags): number {
  const { rows, complete, graded, reused, recognised, warnings } = result;
  process.stdout.write(terminalLine(recognised));
  for (const warning of warnings) process.stderr.write(terminalLine(warning));
  process.stdout.write(`${graded} graded, ${reused} as before.\n`);
  if (!complete) {
    process.stdout.write('Stopped. The same command goes on where this one ended.\n');
    return INTERRUPTED;
  }
  const unread = rows.filter(({ outcome }) => outcome === 'not-gradable');
  for (const { student, problem } of unread)
    process.stdout.write(terminalLine(`not gradable: ${student.id}: ${problem?.message}`));
  process.stdout.write(
    shard
      ? `Part ${shard.number} of ${shard.of} is done. When all are, the same command without --shard writes the results.\n`
      : `Open ${path.join(out, 'summary.html')}\n`,
  );
  if (rows.some(({ outcome }) => outcome === 'grader-fault')) return EXIT_CODES.fault;
  const mistakes = new Set(rows.flatMap(({ report }) => report?.authorErrors ?? []));
  for (const mistake of mistakes)
    process.stderr.write(terminalLine(`A mistake in the course's files: ${mistake}`));
  return mistakes.size > 0 ? EXIT_CODES.usage : EXIT_CODES.graded;
}

/** Names of files and students are text from anywhere: a terminal or the log of a CI service must not obey them. */
function terminalLine(text: string): string {
  return `${withoutCiCommands(oneLine(text, 2000))}\n`;
}

/** Where `boletim review` writes unless it is told otherwise. */
function ownReviews(out: string): string | undefined {
  const folder = path.join(out, 'reviews');
  return fs.existsSync(folder) ? folder : undefined;
}

function existing(folder: string): string {
  if (fs.existsSync(folder) && fs.statSync(folder).isDirectory()) return folder;
  throw new UsageError(`There is no folder ${folder}; leave --reviews out when there are none.`);
}

function parseJobs(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 256) return number;
  throw new InvalidArgumentError('Write a whole number from 1.');
}

function parseShard(text: string): Shard {
  const [number = 0, of = 0] = text.split('/').map(Number);
  if (/^\d+\/\d+$/.test(text) && number >= 1 && number <= of && of <= 10_000) return { number, of };
  throw new InvalidArgumentError('Write a part and how many there are, like 3/8.');
}

function parseSeed(text: string): number | 'student' {
  if (text === 'student') return text;
  const number = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError('Write a whole number from 0, or student.');
}
