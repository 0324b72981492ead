import { z } from 'zod';
import {
  isUnchanged,
  publicKeySchema,
  signatureSchema,
  signClaims,
  type GradedWork,
  type KnownKeys,
  type SigningKey,
} from '@boletim/grader/receipt';
import { declarationSchema } from '@boletim/grader/report';
import type { SubmittedFiles } from '@boletim/grader/submission';
import type { Work } from '@boletim/teaching/class';
import { pack, unpack } from './pack';
import { sha256 } from '@boletim/grader/system';

const jobSchema = z.strictObject({
  work: z.strictObject({
    submission: z.string(),
    assignment: z.string(),
    environment: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  content: z.string(),
  key: publicKeySchema,
  signature: signatureSchema,
  files: z.string(),
});

/** A job as it lies in the store: what to grade, signed, and the submission's files. No suite, no name, no secret. */
export type JobData = z.infer<typeof jobSchema>;

const KIND = 'boletim/job/v1';

/** Makes the job of a submission. Its parts are signed for by their digest. */
export async function makeJob({ submitted, key: work }: Work, key: SigningKey): Promise<JobData> {
  const { files, problems, missing, lookAlikes } = submitted;
  const declaration = await submitted.declaration;
  const parts: Parts = { files: [...files], problems: [...problems], missing, lookAlikes, declaration };
  const packed = pack(JSON.stringify(parts));
  return { ...signClaims(KIND, { work, content: sha256(packed) }, key), files: packed };
}

/** A job that is not to be done, whoever asks again. */
export class RefusedJob extends Error {
  override name = 'RefusedJob';
}

export interface JobCheck {
  /** Who may give jobs. */
  trusted: KnownKeys;
  /** What this worker grades: assignment and environment, without what a job says itself. */
  holds(work: GradedWork): boolean;
}

/** Reads a job from the store and checks everything about it. Throws RefusedJob with the reason. */
export function readJob(
  data: unknown,
  { trusted, holds }: JobCheck,
): { work: GradedWork; submitted: SubmittedFiles } {
  const parsed = jobSchema.safeParse(data);
  if (!parsed.success) throw new RefusedJob('the job is damaged');
  const { files: packed, ...signed } = parsed.data;
  if (!trusted.has(signed.key))
    throw new RefusedJob(`nobody known to this worker signed the job (${signed.key})`);
  if (!isUnchanged(KIND, signed)) throw new RefusedJob('the job was changed after it was signed');
  if (!holds(signed.work))
    throw new RefusedJob('the job is for another course or program than this worker holds');
  if (sha256(packed) !== signed.content)
    throw new RefusedJob('the files are not those that the job was signed for');
  const { files, problems, ...rest } = readParts(packed);
  const own = { files: new Map(files), problems: new Map(problems), ...rest };
  return {
    work: signed.work,
    submitted: { ...own, ignored: [], notes: [], digest: signed.work.submission },
  };
}

const entries = z.array(z.tuple([z.string(), z.string()]));
const partsSchema = z.strictObject({
  files: entries,
  problems: entries,
  missing: z.array(z.string()),
  lookAlikes: z.array(z.strictObject({ file: z.string(), path: z.string() })),
  declaration: declarationSchema,
});
type Parts = z.infer<typeof partsSchema>;

function readParts(packed: string): Parts {
  try {
    return partsSchema.parse(JSON.parse(unpack(packed)));
  } catch {
    throw new RefusedJob('the files of the job are damaged');
  }
}
