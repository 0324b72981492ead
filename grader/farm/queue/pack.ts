import { gunzipSync, gzipSync } from 'node:zlib';

/** More than any submission or report has; what unpacks to more is not ours. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A text as letters and digits: no store changes it, whatever characters a student's program printed. */
export function pack(text: string): string {
  return gzipSync(text).toString('base64');
}

/** The text again. Throws where there is none, or where it grows too large. */
export function unpack(packed: string): string {
  return gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: MOST_BYTES }).toString('utf8');
}
