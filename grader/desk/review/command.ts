import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { messageOf, UsageError } from '@boletim/grader/errors';
import { LANGS, type Lang } from '@boletim/grader/reporters';
import { oneLine } from '@boletim/grader/report';
import { writeFileAtomically } from '@boletim/grader/system';

interface ReviewFlags {
  reviews?: string;
  assignment?: string;
  reviewer: string;
  lang: Lang;
  blind?: boolean;
  port?: number;
  import?: string;
  export?: string;
}

/** `boletim review`: read, comment and give points on a page of this machine. */
export function addReviewCommand(program: Command): void {
  program
    .command('review')
    .description('open a page to read, comment and give points')
    .argument('<out>', 'the output folder of boletim class')
    .option('--reviews <dir>', 'where reviews are written; the folder reviews in the output folder')
    .option('--assignment <id>', 'the assignment or its folder; the one that was graded by default')
    .option(
      '--reviewer <name>',
      'who reviews, as students may read it',
      process.env.USER || os.userInfo().username,
    )
    .addOption(new Option('--lang <language>', 'language of the page').choices(LANGS).default('en'))
    .option('--blind', 'hide names')
    .option('--port <number>', 'where the page is served; one of its own by default', parsePort)
    .option('--import <csv>', 'write a table of student, question, item, comment into reviews, and end')
    .option('--export <csv>', 'write the reviews as such a table, and end')
    .action(async (out: string, flags: ReviewFlags) => {
      process.exitCode = await runReview(out, flags);
    });
}

async function runReview(out: string, flags: ReviewFlags): Promise<number> {
  const options = {
    ...flags,
    out,
    reviews: flags.reviews ?? path.join(out, 'reviews'),
    blind: flags.blind ?? false,
  };
  if (flags.import !== undefined) return runImport(flags.import, options);
  if (flags.export !== undefined) return runExport(flags.export, options);
  const { serveReview } = await import('./serve.ts');
  const { url } = await serveReview(options);
  process.stdout.write(
    `Reviewing as ${oneLine(flags.reviewer, 80)}. Open ${url}\nCtrl-C ends it; what was written is kept.\n`,
  );
  return new Promise(() => undefined);
}

interface Places {
  out: string;
  reviews: string;
  reviewer: string;
  lang: Lang;
  assignment?: string;
}

async function runExport(file: string, options: Places): Promise<number> {
  const { openDesk } = await import('./serve.ts');
  const { exportReviews } = await import('./export-csv.ts');
  const { table, rows, problems } = await exportReviews(openDesk({ ...options, blind: false }));
  await writeFileAtomically(file, table);
  for (const problem of problems) process.stderr.write(`${oneLine(problem, 500)}\n`);
  process.stdout.write(`${rows} rows in ${file}, ${problems.length} reviews with a mistake.\n`);
  return problems.length === 0 ? 0 : 1;
}

async function runImport(file: string, options: Places): Promise<number> {
  const { openDesk } = await import('./serve.ts');
  const { importReviews } = await import('./import-csv.ts');
  const { written, refused } = await importReviews(
    openDesk({ ...options, blind: false }),
    readText(file),
    file,
  );
  for (const reason of refused) process.stderr.write(`${oneLine(reason, 500)}\n`);
  process.stdout.write(`${written} rows written, ${refused.length} not.\n`);
  return refused.length === 0 ? 0 : 1;
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as UTF-8 (${messageOf(error)}).`);
  }
}

function parsePort(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 65_535) return number;
  throw new InvalidArgumentError('Write a whole number from 1 to 65535.');
}
