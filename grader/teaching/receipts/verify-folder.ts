import fs from 'node:fs';
import path from 'node:path';
import { readChain, type KnownKeys, type Receipt } from '@boletim/grader/receipt';
import { readClassRecord, type RecordedRow } from '../class/class-record';
import { filesOfStudent, LEDGER, receiptOfStudent } from '../class/ledger-files';
import { fileProblems } from './signed-files';
import { signerProblems, signersOf } from './signers';
import { HAND_INS, servedProblems } from './verify-served';

/** What was found: a sentence for each thing that is wrong, and who signed. */
export interface Verified {
  problems: string[];
  /** How many results were looked at. */
  results: number;
  /** The names, or else the keys, of those who signed. */
  signers: string[];
}

/**
 * Verifies the output folder of `boletim class` or `boletim serve`: each receipt, their chain, and that nothing lies
 * there that they do not stand for.
 * @param known whose signatures count; null takes anybody's, and the caller says whose they are
 */
export function verifyFolder(out: string, known: KnownKeys | null): Verified {
  const ledger = path.join(out, LEDGER);
  if (!fs.existsSync(ledger))
    return { problems: [`${out} is unsigned: it has no ${LEDGER}`], results: 0, signers: [] };
  const { receipts, problems } = readChain(fs.readFileSync(ledger));
  if (!fs.existsSync(path.join(out, 'class.json')) && fs.existsSync(path.join(out, HAND_INS))) {
    problems.push(...servedProblems(out, receipts, known));
    const results = receipts.filter(({ points }) => points !== null).length;
    return { problems, results, signers: signersOf(receipts, known) };
  }
  const latest = new Map(receipts.map((receipt) => [receipt.student, receipt]));
  const { rows } = readClassRecord(out);
  const graded = rows.filter(({ outcome }) => outcome === 'graded');
  problems.push(
    ...signerProblems(receipts, known),
    ...classProblems(out, latest.get(null)),
    ...graded.flatMap((row) => rowProblems(out, row, latest.get(row.id))),
    ...strangers(out, graded),
  );
  return { problems, results: graded.length, signers: signersOf(receipts, known) };
}

function classProblems(out: string, receipt: Receipt | undefined): string[] {
  if (!receipt)
    return ['the files of the class have no receipt: the run was stopped, or a receipt was taken out'];
  return fileProblems(out, receipt.files);
}

function rowProblems(out: string, row: RecordedRow, receipt: Receipt | undefined): string[] {
  if (!receipt)
    return [`${row.id} has no receipt: the report was made by hand, or the receipt was taken out`];
  const problems = [...fileProblems(out, receipt.files), ...unsignedFiles(row, receipt)];
  if (receipt.statement === null) problems.push(`${row.id}: no grader signed the result`);
  if (receipt.points !== row.grade.score)
    problems.push(`${row.id}: class.json says ${row.grade.score} points, the receipt ${receipt.points}`);
  const copy = path.join(out, receiptOfStudent(row.slug));
  if (!fs.existsSync(copy)) problems.push(`${receiptOfStudent(row.slug)} is missing`);
  else problems.push(...copyProblems(fs.readFileSync(copy), row, receipt));
  return problems;
}

function copyProblems(copy: Buffer, row: RecordedRow, receipt: Receipt): string[] {
  const read = readChain(copy).receipts[0];
  const name = receiptOfStudent(row.slug);
  if (read && read.student !== row.id) return [`${name} is the receipt of ${read.student}, not of ${row.id}`];
  if (read?.signature === receipt.signature) return [];
  return [`${name} is not the latest receipt of ${row.id}`];
}

/** A receipt that stands for fewer files than it must is as good as none. */
function unsignedFiles(row: RecordedRow, receipt: Receipt): string[] {
  const missing = filesOfStudent(row.slug).filter((file) => receipt.files[file] === undefined);
  return missing.map((file) => `the receipt of ${row.id} does not stand for ${file}`);
}

/** Reports for which class.json has no graded student. */
function strangers(out: string, graded: readonly RecordedRow[]): string[] {
  const slugs = new Set(graded.map(({ slug }) => slug));
  const students = namesIn(path.join(out, 'students'));
  const reports = namesIn(path.join(out, 'instructor')).filter((name) => /^[^.].*\.(json|html)$/.test(name));
  const teacher = reports.map((name) => name.replace(/\.\w+$/, ''));
  const strange = [...new Set([...students, ...teacher])].filter((slug) => !slugs.has(slug));
  return strange.map((slug) => `${slug} has a report, but no result in class.json: it was made by hand`);
}

function namesIn(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}
