import fs from 'node:fs';
import path from 'node:path';
import { messageOf } from '@boletim/grader/errors';
import { readReceipt, type KnownKeys, type Receipt } from '@boletim/grader/receipt';
import { parseReport } from '@boletim/grader/report';
import { filesBelow } from '@boletim/grader/system';
import { fileProblems } from './signed-files';
import { signerProblems } from './signers';

/** Where `boletim serve` keeps what was handed in, a folder for each time below one for each student. */
export const HAND_INS = 'hand-ins';

/**
 * What is wrong in the folder of `boletim serve`: with files that receipts stand for, and with what lies there and has
 * none. Of a file that was signed more than once, the last receipt counts.
 */
export function servedProblems(out: string, receipts: readonly Receipt[], known: KnownKeys | null): string[] {
  const last = new Map(
    receipts.flatMap((receipt) => Object.keys(receipt.files).map((file) => [file, receipt])),
  );
  const digests = Object.fromEntries([...last].map(([file, { files }]) => [file, files[file]!]));
  return [
    ...signerProblems(receipts, known),
    ...fileProblems(out, digests),
    ...[...last].flatMap(([file, receipt]) => resultProblems(out, file, receipt)),
    ...strangers(out, last, new Set(receipts.map(({ signature }) => signature))),
  ];
}

function resultProblems(out: string, file: string, { statement, points }: Receipt): string[] {
  if (points === null || !fs.existsSync(path.join(out, file))) return [];
  const problems = statement === null ? [`${file}: no grader signed the result`] : [];
  try {
    const { score } = parseReport(fs.readFileSync(path.join(out, file), 'utf8'));
    if (score !== points) problems.push(`${file} says ${score} points, the receipt ${points}`);
  } catch (error) {
    problems.push(`${file} is no report (${messageOf(error)})`);
  }
  return problems;
}

/** What was put there by hand: a submission, a report or a receipt that is not among those signed. */
function strangers(
  out: string,
  signed: ReadonlyMap<string, Receipt>,
  signatures: ReadonlySet<string>,
): string[] {
  return filesBelow(path.join(out, HAND_INS)).flatMap((file) => {
    const name = path.relative(out, file).split(path.sep).join('/');
    if (/\/(?:submission\.(?:zip|tar\.gz)|report\.json)$/.test(name))
      return signed.has(name)
        ? []
        : [`${name} has no receipt: it was put there by hand, or the receipt was taken out`];
    if (!/\/(?:result-)?receipt\.json$/.test(name)) return [];
    const read = readReceipt(fs.readFileSync(file));
    return 'receipt' in read && signatures.has(read.receipt.signature)
      ? []
      : [`${name} is none of the receipts that were signed here`];
  });
}
