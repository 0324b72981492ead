import { sha256 } from '@boletim/grader/system';

/**
 * What a file says, without comments, spaces and empty lines: equal for two that differ in nothing else. Null for a
 * file with nothing in it. It is for finding copies, not a parser: an odd file gives an odd fingerprint, in time that
 * grows with its length alone.
 */
export function fingerprintOf(source: string): string | null {
  const essence = source.replace(PARTS, (part) => (/^["'`]/.test(part) ? part : ''));
  return essence === '' ? null : sha256(essence);
}

/** Text in quotes stays, comments and white space go; what is not closed goes on to its end. */
const PARTS =
  /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[^]|[^`\\])*`?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|\s+/g;
