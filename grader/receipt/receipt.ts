import { z } from 'zod';
import { sha256 } from '../system/digest';
import { canonicalJson } from './canonical';
import { publicKeySchema, signatureSchema, type SigningKey } from './keys';
import { isUnchanged, signClaims } from './signed';
import { isStatementUnchanged, statementSchema } from './statement';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

const receiptSchema = z.strictObject({
  schema: z.literal('boletim/receipt/v1'),
  student: z.string().nullable().describe('Whose result it is; null for the files of a whole class.'),
  statement: statementSchema.nullable().describe('What the grading found, signed by who graded.'),
  points: z.number().nullable().describe('What goes out, after review and lateness.'),
  maxPoints: z.number().nullable(),
  files: z.record(z.string(), digest).describe('sha256 of each file that the receipt stands for.'),
  time: z.iso.datetime(),
  previous: digest.nullable().describe('sha256 of the receipt before it; null for the first.'),
  key: publicKeySchema,
  signature: signatureSchema,
});

/** A result as it went out, signed, with a link to the receipt before it in the same output. */
export type Receipt = z.infer<typeof receiptSchema>;
export type ReceiptClaims = Omit<Receipt, 'schema' | 'key' | 'signature' | 'time'>;

const KIND = 'boletim/receipt/v1';

export function signReceipt(claims: ReceiptClaims, key: SigningKey): Receipt {
  return signClaims(KIND, { schema: KIND, ...claims, time: new Date().toISOString() } as const, key);
}

/** The only text of a receipt, one line without its end. */
export function receiptText(receipt: Receipt): string {
  return canonicalJson(receipt);
}

/** What the next receipt names as the one before it. */
export function receiptDigest(receipt: Receipt): string {
  return sha256(receiptText(receipt));
}

/** A receipt, or the sentence that says why there is none. */
export type ReadReceipt = { receipt: Receipt } | { problem: string };

/** Reads a receipt from bytes. Nothing but the exact bytes that were signed, in their only form, is one. */
export function readReceipt(bytes: Uint8Array): ReadReceipt {
  const text = decode(bytes);
  const value = text === null ? undefined : parse(text);
  if (value === undefined) return { problem: 'is damaged: it is no JSON' };
  if (isObject(value) && !('schema' in value))
    return { problem: 'is unsigned: it is no receipt, and there is none in it' };
  const parsed = receiptSchema.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') || 'the whole';
    return { problem: `is not a receipt of this program: look at ${where}` };
  }
  const receipt = parsed.data;
  if (receiptText(receipt) !== text)
    return { problem: 'is written otherwise than receipts are: somebody edited it' };
  if (!isUnchanged(KIND, receipt)) return { problem: 'was changed after it was signed' };
  if (receipt.statement && !isStatementUnchanged(receipt.statement))
    return { problem: 'holds a result that its grader did not sign' };
  return { receipt };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
