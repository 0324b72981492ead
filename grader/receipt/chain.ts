import { readReceipt, type Receipt } from './receipt';
import { sha256 } from '../system/digest';

/** The receipts of one output, and what is wrong with them, a sentence each. */
export interface Chain {
  receipts: Receipt[];
  problems: string[];
}

/**
 * Reads a file with one receipt a line. Each names the one before it, so that a line that was changed, taken out, put
 * in or moved is told, and as what.
 */
export function readChain(bytes: Buffer): Chain {
  const lines = linesOf(bytes);
  const digests = lines.map(sha256);
  const problems = lines.length > 0 && bytes.at(-1) !== LINE_END ? ['the last receipt is cut off'] : [];
  const receipts = lines.flatMap((line, index) => {
    const read = readReceipt(line);
    if ('problem' in read) {
      problems.push(`receipt ${index + 1} ${read.problem}`);
      return [];
    }
    const problem = linkProblem(read.receipt.previous, digests, index);
    if (problem) problems.push(`receipt ${index + 1} ${problem}`);
    return [read.receipt];
  });
  return { receipts, problems };
}

const LINE_END = 0x0a;

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LINE_END, start);
    const end = found < 0 ? bytes.length : found;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function linkProblem(previous: string | null, digests: readonly string[], index: number): string | null {
  if (digests.indexOf(digests[index]!) < index) return 'is there twice';
  const before = index === 0 ? null : digests[index - 1]!;
  if (previous === before) return null;
  if (previous === null) return 'is the first of an output, and stands behind others: it was moved or put in';
  if (digests.includes(previous)) return 'was moved: the receipt before it stands elsewhere';
  return 'follows a receipt that is missing or was changed';
}
