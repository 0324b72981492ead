import fs from 'node:fs';
import path from 'node:path';
import { loadAssignment } from '@boletim/grader/assignment';
import { stopOnInterrupt } from '@boletim/grader/cli';
import { EXIT_CODES, UsageError } from '@boletim/grader/errors';
import { readKnownKeys, readSigningKey } from '@boletim/grader/receipt';
import { chooseSandbox, visibleInputs } from '@boletim/grader/sandbox';
import {
  gradeClass,
  parseRequestsCsv,
  progressDisplay,
  readReviews,
  type ClassResult,
  type ClassSettings,
  type Signing,
} from '../class';
import type { ClassFlags } from './class-flags';
import { readText, rosterOf, tableOf } from './tables';
import { terminalLine } from './terminal-line';

/** Grades a class and says what came of it; the exit code of the command. */
export async function runClass(settings: ClassSettings, flags: ClassFlags): Promise<number> {
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

/** Where `boletim review` writes unless it is told otherwise. */
function ownReviews(out: string): string | undefined {
  const folder = path.join(out, 'reviews');
  return fs.existsSync(folder) ? folder : undefined;
}

function existing(folder: string): string {
  if (fs.existsSync(folder) && fs.statSync(folder).isDirectory()) return folder;
  throw new UsageError(`There is no folder ${folder}; leave --reviews out when there are none.`);
}
