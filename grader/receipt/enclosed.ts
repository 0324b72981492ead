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

/** The receipt inside of a document, and the digest of all else in it; null where there is none. */
export function enclosedReceipt(bytes: Uint8Array): { receipt: Uint8Array; digest: string } | null {
  const document = parse(bytes);
  const receipt = document?.extra_data?.receipt;
  if (!document || typeof receipt !== 'string') return null;
  const { receipt: _, ...others } = document.extra_data!;
  return {
    receipt: Buffer.from(receipt),
    digest: sha256(canonicalJson({ ...document, extra_data: others })),
  };
}

function parse(bytes: Uint8Array): RoomyDocument | null {
  try {
    const value = JSON.parse(Buffer.from(bytes).toString()) as RoomyDocument | null;
    return typeof value === 'object' && typeof value?.extra_data === 'object' ? value : null;
  } catch {
    return null;
  }
}
