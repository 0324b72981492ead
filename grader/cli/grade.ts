import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadAssignment } from '../assignment/load';
import type { Assignment } from '../assignment/assignment';
import type { Report } from '../report/report';
import { forStudent } from '../report/visibility';
import { AuthorError, EXIT_CODES, UsageError } from '../errors';
import { LANGS, stringsOf, type Lang } from '../reporters/i18n';
import { FORMAT_NAMES, type ReportOptions } from '../reporters/options';
import { Grading } from '../run/grade';
import { readSubmissionAt } from '../submission/submission-at';
import type { SubmittedFiles } from '../submission/submitted-files';
import { DEFAULT_SEED, drawSeed } from '../suite/random';
import { displayPath } from '../system/paths';
import { chooseSandbox, visibleInputs, type SandboxChoice } from '../sandbox/host/choose';
import { assignmentArgument } from './assignment-argument';
import { DEVICE_NAMES, SANDBOX_CHOICES } from './choices';
import { printReport } from './print-report';
import { parseReportFile, writeReportFile, type ReportFile } from './report-files';
import {
  addRetrainOptions,
  requireTrainable,
  trainInterruptibly,
  wantsRetrain,
  type RetrainFlags,
} from './retrain-options';
import { courseFilesOf, WATCH_SUBMISSION, watchCourse } from './watch-course';
import { watchSubmission } from './watch-submission';

interface GradeFlags extends RetrainFlags {
  submission?: string;
  hidden?: string;
  question?: string | undefined;
  report: string[];
  device: string;
  sandbox: SandboxChoice;
  seed?: number;
  minScore?: number;
  sign?: string;
  watch?: boolean;
  watchSubmission?: boolean;
  hint?: boolean;
  audience: ReportOptions['audience'];
  lang: Lang;
}

/** `boletim grade`: one submission, a table on the terminal, reports in files. */
export function addGradeCommand(program: Command): void {
  const command = program
    .command('grade', { isDefault: true })
    .description('grade one submission')
    .addArgument(assignmentArgument())
    .option('--submission <dir>', "the submission's folder (default: the assignment's own stubs)")
    .option('--hidden <dir>', 'folder of hidden suites to run besides the public ones')
    .option('--question <id>', 'grade this question alone')
    .addOption(
      new Option('--report <format=file>', `write a report: ${FORMAT_NAMES.join(', ')}; may be repeated`)
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--device <name>', 'what to compute on').choices(DEVICE_NAMES).env('DEVICE').default('auto'),
    )
    .addOption(
      new Option('--sandbox <mode>', 'how to isolate the submission')
        .choices(SANDBOX_CHOICES)
        .default('auto'),
    )
    .addOption(
      new Option(
        '--sign <key>',
        'sign the reports: a private key of "boletim key", its file or its text',
      ).env('BOLETIM_SIGN'),
    )
    .option('--seed <number>', 'seed of drawn inputs', parseInteger)
    .option('--min-score <points>', 'exit with code 2 below this score', parseNumber)
    .addOption(
      new Option('--audience <who>', 'whose eyes the output is for: hidden tests are kept from a student')
        .choices(['student', 'instructor'])
        .default('instructor'),
    )
    .addOption(new Option('--lang <language>', 'language of the output').choices([...LANGS]).default('en'))
    .option('--hint', 'show one more hint for each question that is not complete')
    .option('--watch', 'grade again whenever a file of the submission or of the assignment changes')
    .addOption(new Option(WATCH_SUBMISSION).hideHelp());
  addRetrainOptions(command).action(async (assignmentId: string, flags: GradeFlags) => {
    if (flags.watchSubmission) {
      const open = (question?: string) => openGrading(assignmentId, { ...flags, question });
      const watched = { ...flags, assignment: loadAssignment(assignmentId) };
      const grade = (opened: Opened) => gradeOpened(opened, flags);
      return watchSubmission({ open, grade, close: ({ grading }) => grading.close() }, watched);
    }
    if (flags.watch) process.exitCode = await watchCourse(courseFiles(assignmentId, flags), flags.lang);
    else {
      const report = await gradeOpened(await openGrading(assignmentId, flags), flags);
      process.exitCode = exitCode(report, flags.minScore);
    }
  });
}

/** A grading whose sandbox is on its way. */
interface Opened {
  grading: Grading;
  /** Reads the submission. */
  read(): Promise<SubmittedFiles>;
  /** The assignment with all its questions. */
  whole: Assignment;
  outputs: ReportFile[];
  sign: Awaited<ReturnType<typeof signerOf>>;
  progress: ReturnType<typeof showProgress>;
  /** What is to be said of this machine before, and with the report. */
  notes: readonly string[];
  warning: string | undefined;
}

/** Rejects with what is wrong with the command before anything starts. */
async function openGrading(assignmentId: string, flags: GradeFlags): Promise<Opened> {
  const outputs = flags.report.map(parseReportFile);
  const whole = loadAssignment(assignmentId, { hidden: flags.hidden, lang: flags.lang });
  const assignment = selectQuestion(whole, flags.question);
  const read = () => readSubmissionAt(flags.submission ?? assignment.folder, assignment);
  // What is there now is read while everything else starts; who watches waits for the next change.
  const early = flags.watchSubmission ? undefined : read();
  early?.catch(() => {});
  const { mode, warning } = chooseSandbox(flags.sandbox, { strict: flags.hidden !== undefined });
  const notes = visibleInputs(mode, assignment.fixtures.hiddenInputs);
  const sign = await signerOf(flags);
  if (wantsRetrain(flags)) await requireTrainable(assignment, flags);
  const progress = showProgress();
  const grading = new Grading({
    assignment,
    name: displayPath(path.resolve(flags.submission ?? assignment.folder)),
    sandbox: mode,
    device: flags.device,
    lang: flags.lang,
    // What public tests draw anybody may draw; hidden tests draw what no student can foresee.
    seed: flags.seed ?? (flags.hidden === undefined ? DEFAULT_SEED : drawSeed()),
    onProgress: progress.update,
  });
  return { grading, read: () => early ?? read(), whole, outputs, sign, progress, notes, warning };
}

async function gradeOpened(opened: Opened, flags: GradeFlags): Promise<Report> {
  const { grading, read, progress, notes, outputs } = opened;
  for (const line of notes) process.stderr.write(`${line}\n`);
  try {
    const report = await grading.grade(await read()).finally(progress.clear);
    if (wantsRetrain(flags))
      report.retrain = await trainInterruptibly(await grading.staged(), { flags, beside: outputs[0]?.file });
    // While the sandboxes end.
    await handOver(report, opened, flags);
    return report;
  } finally {
    await grading.close();
  }
}

/** Prints the report, and writes and signs the files that were asked for. */
async function handOver(report: Report, { whole, outputs, sign, warning }: Opened, flags: GradeFlags) {
  if (warning) report.warnings.unshift(warning);
  const shown = flags.audience === 'student' ? forStudent(report, { released: false }) : report;
  printReport(shown, whole, flags);
  for (const output of outputs)
    await writeReportFile(report, output, { lang: flags.lang, audience: flags.audience });
  const receipt = sign?.(
    report,
    outputs.map(({ file }) => file),
  );
  if (receipt !== undefined || (outputs.length > 0 && process.env.CI))
    process.stdout.write(`${stringsOf(flags.lang).console.receipt(receipt ?? null)}\n`);
}

/** Reads the key before anything is graded; undefined where nobody signs. */
async function signerOf({ sign, device }: GradeFlags) {
  if (sign === undefined) return undefined;
  const { readSigningKey, signReports } = await import('./sign-reports.ts');
  const key = readSigningKey(sign);
  return (report: Report, files: readonly string[]) => signReports(report, { key, device, files });
}

function selectQuestion(assignment: Assignment, id: string | undefined): Assignment {
  if (id === undefined) return assignment;
  const questions = assignment.questions.filter((question) => question.id === id);
  if (questions.length > 0) return { ...assignment, questions };
  const ids = assignment.questions.map((question) => question.id).join(', ');
  throw new UsageError(`There is no question "${id}"; ${assignment.spec.id} has: ${ids}.`);
}

function exitCode(report: Report, minScore: number | undefined): number {
  if (report.authorErrors.length > 0) return EXIT_CODES.usage;
  return minScore !== undefined && report.score < minScore ? EXIT_CODES.belowMinimum : EXIT_CODES.graded;
}

/** Lists the course's files; while the YAML is broken, which the grading says, those that it last named. */
function courseFiles(assignmentId: string, { hidden }: GradeFlags): () => string[] {
  let assignment = loadAssignment(assignmentId, { hidden });
  return () => {
    try {
      assignment = loadAssignment(assignmentId, { hidden });
    } catch (error) {
      if (!(error instanceof AuthorError || error instanceof UsageError)) throw error;
    }
    return courseFilesOf(assignment);
  };
}

/** A counter on a terminal, nothing elsewhere. */
function showProgress(): { update(done: number, total: number): void; clear(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { update: () => {}, clear: () => {} };
  return {
    update: (done, total) => void stderr.write(`\r\x1b[Ktest ${done} of ${total}`),
    clear: () => void stderr.write('\r\x1b[K'),
  };
}

function collect(value: string, previous: string[]): string[] {
  return [...previous, value];
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('Write a number.');
  return number;
}

function parseInteger(text: string): number {
  const number = parseNumber(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('Write a whole number from 0.');
  return number;
}
