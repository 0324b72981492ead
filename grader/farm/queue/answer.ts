import { z } from 'zod';
import { AuthorError, messageOf } from '@boletim/grader/errors';
import {
  canonicalJson,
  isUnchanged,
  publicKeySchema,
  signatureSchema,
  signClaims,
  signStatement,
  statementProblem,
  statementSchema,
  type GradedWork,
  type KnownKeys,
  type SigningKey,
} from '@boletim/grader/receipt';
import { parseReport } from '@boletim/grader/report';
import type { Report } from '@boletim/grader/report';
import { plainText } from '@boletim/grader/report';
import { reporters } from '@boletim/grader/reporters';
import type { Result } from '@boletim/teaching/class';
import { pack, unpack } from './pack';

const mistakeSchema = z.strictObject({
  work: z.unknown(),
  mistake: z.string(),
  key: publicKeySchema,
  signature: signatureSchema,
});

const answerSchema = z.union([
  z.strictObject({ statement: statementSchema, report: z.string() }),
  z.strictObject({ authorError: mistakeSchema }),
]);

/** What a worker gives back: a report with its statement, or a mistake of the course's files that stops a run. */
export type Answer = z.infer<typeof answerSchema>;

const KIND = 'boletim/mistake/v1';

export function answerWithReport(work: GradedWork, report: Report, key: SigningKey): Answer {
  return {
    statement: signStatement(work, report, key),
    report: pack(reporters.json(report, { audience: 'instructor', lang: 'en' })),
  };
}

export function answerWithMistake(work: GradedWork, error: AuthorError, key: SigningKey): Answer {
  return { authorError: signClaims(KIND, { work, mistake: plainText(messageOf(error), 4000) }, key) };
}

/** The answer of somebody known about this very work; a sentence where it is something else. */
export function readAnswer(value: unknown, work: GradedWork, known: KnownKeys): Result | { problem: string } {
  const parsed = answerSchema.safeParse(value);
  if (!parsed.success) return { problem: 'an answer that is damaged' };
  const answer = parsed.data;
  const signer = 'statement' in answer ? answer.statement.key : answer.authorError.key;
  if (!known.has(signer)) return { problem: `an answer that no known worker signed, but ${signer}` };
  if ('authorError' in answer) return refuseOrThrow(answer.authorError, work);
  const report = readReport(answer.report);
  const problem = report ? statementProblem(answer.statement, work, report) : 'its report is damaged';
  if (!report || problem) return { problem: `an answer that does not fit: ${problem}` };
  return { report, statement: answer.statement };
}

function refuseOrThrow(signed: z.infer<typeof mistakeSchema>, work: GradedWork): { problem: string } {
  const isOurs = canonicalJson(signed.work) === canonicalJson(work);
  if (!isUnchanged(KIND, signed) || !isOurs) return { problem: 'an answer about other work' };
  throw new AuthorError(signed.mistake);
}

function readReport(packed: string): Report | null {
  try {
    return parseReport(unpack(packed));
  } catch {
    return null;
  }
}
