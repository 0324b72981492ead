/** Whether a file begins as one of safetensors: with the length of its header, which is JSON. */
export function isSafetensors(bytes: Buffer): boolean {
  return bytes.length > PREFIX && BEGINNINGS.includes(bytes[PREFIX]) && bytes.readBigUInt64LE() < MOST_HEADER;
}

const PREFIX = 8;

/** The format wants a brace; its own library reads blanks before it, too. */
const BEGINNINGS: readonly number[] = [...Buffer.from('{ \t\r\n')];

/** What the format allows. */
const MOST_HEADER = 100_000_000n;
