import fs from 'node:fs';
import path from 'node:path';
import { resultNames, resultOf } from '../../grader/farm/test/support/results';
import { canonicalJson, readChain } from '../../grader/receipt';
import { sha256 } from '../../grader/system/digest';

/** How one class's results stand beside another's, by the names of reports. */
export interface Comparison {
  all: number;
  /** Have no result. */
  lost: string[];
  /** More than one grading was signed for. */
  doubled: string[];
  /** Their result has another digest. */
  wrong: string[];
}

/** Compares the results of a farm with those of one machine. */
export function compareClasses(near: string, far: string): Comparison {
  const names = resultNames(near);
  const found = new Set(resultNames(far));
  const signed = gradingsSigned(far);
  return {
    all: names.length,
    lost: names.filter((name) => !found.has(name)),
    doubled: [...signed].filter(([, gradings]) => gradings.size > 1).map(([student]) => student),
    wrong: names.filter((name) => found.has(name) && digestOf(near, name) !== digestOf(far, name)),
  };
}

function digestOf(out: string, name: string): string {
  return sha256(canonicalJson(resultOf(out, name)));
}

/** Where two results first differ, to begin to look for the reason. */
export function firstDifference(near: string, far: string, name: string): string {
  return difference(resultOf(near, name), resultOf(far, name), name) ?? name;
}

function difference(a: unknown, b: unknown, place: string): string | null {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? null : `${place}: ${JSON.stringify(a)} here, ${JSON.stringify(b)} there`;
  const [left, right] = [a, b] as Record<string, unknown>[] as [
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const found = difference(left[key], right[key], `${place} ${key}`);
    if (found !== null) return found;
  }
  return null;
}

/** By student: the gradings that the receipts of a class stand for. */
function gradingsSigned(out: string): Map<string, Set<string>> {
  const { receipts } = readChain(fs.readFileSync(path.join(out, 'receipts.jsonl')));
  const signed = new Map<string, Set<string>>();
  for (const { student, statement } of receipts) {
    if (student === null || statement === null) continue;
    signed.set(student, (signed.get(student) ?? new Set()).add(statement.signature));
  }
  return signed;
}
