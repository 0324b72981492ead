import fs from 'node:fs';
import path from 'node:path';
import { readSigningKey, receiptText, signReceipt, signStatement, type SigningKey } from '../receipt';
import type { Report } from '../report/report';
import { resultEnvironment } from '../run/result-environment';
import { sha256 } from '../system/digest';
import { writeFileAtomicallySync } from '../system/whole-file';

export { readSigningKey };

export interface SignOptions {
  key: SigningKey;
  /** What the grading was asked to compute on. */
  device: string;
  /** The reports that were written. */
  files: readonly string[];
}

/** Signs a grading and its reports. The receipt lies beside the first of them; its path is returned. */
export function signReports(report: Report, { key, device, files }: SignOptions): string {
  const { submission, assignment, environment, score, maxScore } = report;
  const how = resultEnvironment({ sandbox: environment.sandbox, device, typeCheck: true });
  const { seed } = environment;
  const work = {
    submission: submission.digest,
    assignment: assignment.digest,
    environment: { ...how, seed },
  };
  const digests = files.map((file) => [path.basename(file), sha256(fs.readFileSync(file))]);
  const claims = {
    student: submission.name,
    statement: signStatement(work, report, key),
    points: score,
    maxPoints: maxScore,
    files: Object.fromEntries(digests) as Record<string, string>,
    previous: null,
  };
  const place = path.join(files[0] === undefined ? '.' : path.dirname(files[0]), 'receipt.json');
  writeFileAtomicallySync(place, `${receiptText(signReceipt(claims, key))}\n`);
  return place;
}
