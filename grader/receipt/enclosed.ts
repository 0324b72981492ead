import { sha256 } from '../system/digest';
import { canonicalJson } from './canonical';
import type { SigningKey } from './keys';
import { receiptText, signReceipt, type ReceiptClaims } from './receipt';

/** JSON that has room for more than its reader knows, as Gradescope's results.json has. */
export interface RoomyDocument {
  extra_data?: Record<string, unknown>;
}

/** What a receipt calls the document that it lies in. */
export const RESULTS_FILE = 'results.json';

/** Signs a document and puts the receipt inside of it. The receipt stands for all else, as canonical JSON. */
export function encloseReceipt<Document extends RoomyDocument>(
  document: Document,
  claims: Omit<ReceiptClaims, 'files'>,
  key: SigningKey,
): Document {
  const files = { [RESULTS_FILE]: sha256(canonicalJson(document)) };
  const receipt = receiptText(signReceipt({ ...claims, files }, key));
  return { ...document, extra_data: { ...document.extra_data, receipt } };
}

/**
 * The receipt inside of a document, and the digest of all else in it; null where there is none. A text with a key twice
 * means other things to other readers, and has no digest.
 */
export function enclosedReceipt(bytes: Uint8Array): { receipt: Uint8Array; digest: string | null } | null {
  const text = Buffer.from(bytes).toString();
  const document = parse(text);
  const receipt = document?.extra_data?.receipt;
  if (!document || typeof receipt !== 'string') return null;
  const { receipt: _, ...others } = document.extra_data!;
  return {
    receipt: Buffer.from(receipt),
    digest: hasKeysOnce(text, document) ? sha256(canonicalJson({ ...document, extra_data: others })) : null,
  };
}

/** JSON.parse keeps the last of two, so there are more in the text than in the value. */
function hasKeysOnce(text: string, value: unknown): boolean {
  const strings = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)];
  return strings.filter(([, colon]) => colon !== undefined).length === keysIn(value);
}

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, part) => sum + keysIn(part), own);
}

function parse(text: string): RoomyDocument | null {
  try {
    const value = JSON.parse(text) as RoomyDocument | null;
    return typeof value === 'object' && typeof value?.extra_data === 'object' ? value : null;
  } catch {
    return null;
  }
}
