import fs from 'node:fs';
import path from 'node:path';
import { messageOf, UsageError } from '@boletim/grader/errors';
import {
  enclosedReceipt,
  readReceipt,
  RESULTS_FILE,
  type KnownKeys,
  type Receipt,
} from '@boletim/grader/receipt';
import { signerProblems, signersOf } from './signers';
import type { Verified } from './verify-folder';
import { sha256 } from '@boletim/grader/system';

/** A receipt as it was read, with what verifying found. */
export interface VerifiedFile extends Verified {
  receipt: Receipt | null;
  /** Files that the receipt stands for and that do not lie beside it. */
  absent: string[];
}

/** Verifies one receipt and those of its files that lie beside it. */
export function verifyFile(file: string, known: KnownKeys | null): VerifiedFile {
  const bytes = readBytes(file);
  const enclosed = enclosedReceipt(bytes);
  const read = readReceipt(enclosed ? enclosed.receipt : withoutLineEnd(bytes));
  if ('problem' in read)
    return { receipt: null, problems: [`${file} ${read.problem}`], results: 0, signers: [], absent: [] };
  const { receipt } = read;
  if (enclosed) return verifyAround(file, { receipt, digest: enclosed.digest }, known);
  const beside = Object.entries(receipt.files).map(([name, digest]) => ({
    name: path.join(path.dirname(file), path.posix.basename(name)),
    digest,
  }));
  const present = beside.filter(({ name }) => fs.existsSync(name));
  const changed = present.filter(({ name, digest }) => sha256(fs.readFileSync(name)) !== digest);
  const problems = [
    ...signerProblems([receipt], known),
    ...changed.map(
      ({ name }) => `${name} is not what the receipt stands for: it was changed, or is somebody else's`,
    ),
  ];
  const absent = beside.filter((entry) => !present.includes(entry)).map(({ name }) => name);
  return { receipt, problems, results: 1, signers: signersOf([receipt], known), absent };
}

/** Verifies the document that a receipt lies in. */
function verifyAround(
  file: string,
  { receipt, digest }: { receipt: Receipt; digest: string | null },
  known: KnownKeys | null,
): VerifiedFile {
  // Under another name it may be what a student chose, as a receipt for a hand-in stands for.
  const isWhole = receipt.files[RESULTS_FILE] === digest;
  const problems = [
    ...signerProblems([receipt], known),
    ...(isWhole ? [] : [`${file} is not what the receipt in it stands for: it was changed, or put together`]),
  ];
  return { receipt, problems, results: 1, signers: signersOf([receipt], known), absent: [] };
}

function readBytes(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${messageOf(error)}); give a receipt or an output folder.`);
  }
}

/** An editor's line end at the end is no change; two are. */
function withoutLineEnd(bytes: Buffer): Buffer {
  return bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
}
