import os from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { assignmentArgument, LANGS } from '@boletim/grader/cli';
import type { Shard } from '../class';
import { PLATFORMS } from '../class/downloads/platforms';
import type { ClassFlags } from './class-flags';

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
    .option(
      '--names <place>',
      "who anonymous submissions are of: Canvas' download with names, a table with anonymous_id, or its API's answer",
    )
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
        const { runClass } = await import('./run-class.ts');
        const { settings, flags } = settleFlags({ submissions, assignmentId, given, command });
        process.exitCode = await runClass(settings, flags);
      },
    );
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
