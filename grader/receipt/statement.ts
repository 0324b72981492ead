import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Report } from '../report/report';
import { sha256 } from '../system/digest';
import { canonicalJson } from './canonical';
import { publicKeySchema, signatureSchema, type SigningKey } from './keys';
import { isUnchanged, signClaims } from './signed';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What one grading found, signed by the machine that graded. */
export const statementSchema = z.strictObject({
  submission: digest.describe("sha256 over the submission's files."),
  assignment: digest.describe('sha256 over everything that decides grades.'),
  program: digest.describe("sha256 over the grader's code."),
  environment: digest.describe('sha256 over what it ran in, as canonical JSON.'),
  seed: digest.describe('Commits to the seed of drawn inputs; whoever has the full report can open it.'),
  report: digest.describe('sha256 over the full report, as canonical JSON.'),
  points: z.number(),
  maxPoints: z.number(),
  time: z.iso.datetime(),
  key: publicKeySchema,
  signature: signatureSchema,
});

export type Statement = z.infer<typeof statementSchema>;

/** What was graded: everything that a result depends on. */
export interface GradedWork {
  submission: string;
  assignment: string;
  environment: Readonly<Record<string, string | number | boolean | null>>;
}

const KIND = 'boletim/statement/v1';

/** Signs what a grading found. */
export function signStatement(work: GradedWork, report: Report, key: SigningKey): Statement {
  const claims = { ...claimsOf(work, report), time: new Date().toISOString() };
  return signClaims(KIND, claims, key);
}

/** Why a statement is not about this work and this report; null when it is, unchanged. */
export function statementProblem(statement: Statement, work: GradedWork, report: Report): string | null {
  if (!isUnchanged(KIND, statement)) return 'it was changed after it was signed';
  const expected = claimsOf(work, report);
  const names = Object.keys(expected) as (keyof typeof expected)[];
  const wrong = names.filter((name) => statement[name] !== expected[name]);
  return wrong.length === 0 ? null : `it is about another ${wrong.join(', ')}`;
}

/** Whether a statement is as its grader signed it. */
export function isStatementUnchanged(statement: Statement): boolean {
  return isUnchanged(KIND, statement);
}

function claimsOf({ submission, assignment, environment }: GradedWork, report: Report) {
  const text = canonicalJson(report);
  return {
    submission,
    assignment,
    program: String(environment.code),
    environment: sha256(canonicalJson(environment)),
    seed: seedCommitment(report.environment.seed, text),
    report: sha256(text),
    points: report.score,
    maxPoints: report.maxScore,
  };
}

/** A seed alone could be guessed; the full report, which students do not see whole, cannot. */
function seedCommitment(seed: number | null, report: string): string {
  return createHmac('sha256', report).update(String(seed)).digest('hex');
}
