import fs from 'node:fs';
import path from 'node:path';
import { resultNames, resultOf } from '../grader/farm/test/support/results';
import { canonicalJson, readChain } from '../grader/receipt';
import { sha256 } from '../grader/system/digest';

/** How one class's results stand beside another's, by the names of reports. */
export interface Comparison {
  all: number;
  /** Have no result. */
  lost: string[];
  /** Their result has another digest. */
  wrong: string[];
}

/** Compares the results of a class with those of another run; `read` takes out what may differ. */
export function compareResults(near: string, far: string, read = resultOf): Comparison {
  const names = resultNames(near);
  const found = new Set(resultNames(far));
  const digest = (out: string, name: string) => sha256(canonicalJson(read(out, name)));
  return {
    all: names.length,
    lost: names.filter((name) => !found.has(name)),
    wrong: names.filter((name) => found.has(name) && digest(near, name) !== digest(far, name)),
  };
}

/** Those for whom more than one grading was signed. */
export function doubledResults(out: string): string[] {
  return [...gradingsSigned(out)].filter(([, gradings]) => gradings.size > 1).map(([student]) => student);
}

/** Where two results first differ, to begin to look for the reason. */
export function firstDifference([near, far]: [string, string], name: string, read = resultOf): string {
  return difference(read(near, name), read(far, name), name) ?? name;
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
