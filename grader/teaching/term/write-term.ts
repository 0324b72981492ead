import fs from 'node:fs';
import path from 'node:path';
import { UsageError } from '@boletim/grader/errors';
import { writeFileAtomically } from '@boletim/grader/system';
import { makeOutput } from '../class';
import { GRADEBOOK_FILE, gradebooksOf } from './gradebooks';
import { termHtml } from './page/term-html';
import type { TermBook } from './term-book';
import { termCsv } from './term-csv';
import { termWarnings } from './term-warnings';

/**
 * Writes term.csv, term.html and what gradebooks take; files of an earlier run that would hold nobody now go.
 * @returns what a teacher should know before totals go out
 * @throws UsageError where the folder is that of a class, whose files have the same names
 */
export async function writeTerm(book: TermBook, out: string): Promise<string[]> {
  if (fs.existsSync(path.join(out, 'class.json')))
    throw new UsageError(`${out} is the output folder of a class; give --out a folder of its own.`);
  makeOutput(out);
  const gradebooks = gradebooksOf(book);
  const files = new Map([
    ['term.csv', termCsv(book)],
    ['term.html', termHtml(book)],
  ]);
  for (const [name, { text }] of gradebooks.files) if (text !== null) files.set(name, text);
  for (const [name, text] of files) await writeFileAtomically(path.join(out, name), text);
  for (const name of fs.readdirSync(out))
    if (GRADEBOOK_FILE.test(name) && !files.has(name)) fs.rmSync(path.join(out, name));
  return termWarnings(book, gradebooks);
}
